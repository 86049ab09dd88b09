package io.keelson.packages;

import io.keelson.release.Digest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The packages to install.
///
/// @param packages in an order in which a package comes after those it depends on, `Pre-Depends` above all;
///     cycles are broken, always in the same place
/// @param notes what a person should know about choices that were made for them, a line each
public record Resolution(List<Selected> packages, List<String> notes) {
    /// Makes the lists unmodifiable.
    public Resolution {
        packages = List.copyOf(packages);
        notes = List.copyOf(notes);
    }

    /// The same packages as a lock.
    ///
    /// @param treefile digest of what was asked for, or null
    public PackageLock lock(@Nullable Digest treefile) {
        return new PackageLock(packages.stream().map(Selected::pkg).toList(), treefile);
    }

    /// A lockfile with three more members: `order` (indices into `packages`, first to install first), `why` (a
    /// reason for each package, in the order of `packages`) and `notes`.
    public String toJson(@Nullable Digest treefile) {
        return ResolutionJson.write(this, treefile);
    }

    /// Reads what [#toJson(Digest)] wrote. The treefile's digest is in [PackageLock#read(Path)] of the same file.
    ///
    /// @throws io.keelson.release.KeelsonException when it is missing or wrong
    public static Resolution read(Path file) {
        return ResolutionJson.read(file);
    }
}
