package io.keelson.packages;

import io.keelson.packages.deb.DebVersion;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The exact packages of an image: the content of `keelson.lock`.
///
/// @param packages sorted by name, then architecture
/// @param treefile digest of what was asked for, or null when the lock was not made from a treefile
public record PackageLock(
        List<LockedPackage> packages, @Nullable Digest treefile) {
    /// The `format` that is written and read.
    public static final int FORMAT = 1;

    /// Sorts the packages.
    public PackageLock {
        packages = packages.stream().sorted().toList();
    }

    /// A lock that does not say what it was made from.
    public static PackageLock of(List<LockedPackage> packages) {
        return new PackageLock(packages, null);
    }

    /// Reads a lockfile.
    ///
    /// @throws io.keelson.release.KeelsonException when it is missing or wrong, with file, line and column
    public static PackageLock read(Path file) {
        return LockReader.read(file);
    }

    /// Writes the lockfile, which is replaced as a whole or not at all.
    public void write(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
        try {
            Files.writeString(temporary, toJson());
            Files.setPosixFilePermissions(temporary, LockWriter.SHARED);
            LockWriter.sync(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// The lockfile's text: one line for each package, the same bytes for the same value.
    public String toJson() {
        return LockWriter.toJson(this, List.of());
    }

    /// The digest of [#toJson()].
    public Digest digest() {
        return Digest.of(toJson().getBytes(StandardCharsets.UTF_8));
    }

    /// What changes from this lock to `newer`, its versions being Debian's.
    public LockDiff diff(PackageLock newer) {
        return diff(newer, DebVersion::compare);
    }

    /// What changes from this lock to `newer`.
    public LockDiff diff(PackageLock newer, Comparator<String> versions) {
        return LockDiff.between(this, newer, versions);
    }
}
