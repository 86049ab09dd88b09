package io.keelson.packages;

import io.keelson.release.Digest;
import java.util.Comparator;
import java.util.regex.Pattern;

/// One exact package file.
///
/// @param version whole, in the distribution's own form: with epoch and revision or release
/// @param arch as the package has it, `all` or `noarch` included
/// @param repo short name of the repository
/// @param url where the file is; a user or password in it is dropped, since this goes to lockfiles and messages
/// @param size of the file in bytes
public record LockedPackage(String name, String version, String arch, String repo, String url, Digest sha256, long size)
        implements Comparable<LockedPackage> {
    private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");

    private static final Comparator<LockedPackage> ORDER = Comparator.comparing(LockedPackage::name)
            .thenComparing(LockedPackage::arch)
            .thenComparing(LockedPackage::version);

    /// Drops the user from the address.
    public LockedPackage {
        url = USER.matcher(url).replaceFirst("$1");
    }

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
