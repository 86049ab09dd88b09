package io.keelson.packages;

import io.keelson.release.Digest;
import java.util.Comparator;

/// One exact package file.
///
/// @param version whole, in the distribution's own form: with epoch and revision or release
/// @param arch as the package has it, `all` or `noarch` included
/// @param repo short name of the repository
/// @param url where the file is
/// @param size of the file in bytes
public record LockedPackage(String name, String version, String arch, String repo, String url, Digest sha256, long size)
        implements Comparable<LockedPackage> {
    private static final Comparator<LockedPackage> ORDER = Comparator.comparing(LockedPackage::name)
            .thenComparing(LockedPackage::arch)
            .thenComparing(LockedPackage::version);

    /// By name, then architecture, then the text of the version.
    @Override
    public int compareTo(LockedPackage other) {
        return ORDER.compare(this, other);
    }

    /// Name, version and architecture, as messages have it.
    public String label() {
        return name + " " + version + " " + arch;
    }
}
