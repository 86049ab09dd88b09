package io.keelson.compose.deb;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.packages.LockedPackage;
import io.keelson.packages.deb.archive.DebFile;
import io.keelson.release.KeelsonException;
import io.keelson.release.LastUse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Packages unpacked once: a directory for each, named by the digest of the package file, that holds
/// numbered files and the [Manifest]. A directory appears whole or not at all. The key needs nothing
/// else, because everything that options of a treefile change is done later, to the tree.
public final class PackageCache {
    private final Path root;
    private final Contents contents;

    /// @param root directory of the cache; made when it is missing
    /// @param contents learns of every file that a package brings
    public PackageCache(Path root, Contents contents) throws IOException {
        this.root = Files.createDirectories(root);
        this.contents = contents;
    }

    /// A package that was unpacked before, or null.
    public @Nullable UnpackedPackage find(LockedPackage locked) {
        Path manifest = directory(locked).resolve(Manifest.NAME);
        if (!Files.exists(manifest)) {
            return null;
        }
        try {
            LastUse.mark(directory(locked));
            return register(Manifest.read(manifest, locked));
        } catch (IOException | RuntimeException e) {
            String why = e instanceof EOFException ? "it ends too early" : String.valueOf(e.getMessage());
            throw new KeelsonException(manifest + ": the cache is damaged: " + why, e)
                    .withHint("remove " + directory(locked) + " and run again");
        }
    }

    /// Unpacks `deb`, whose digest has been checked. Several packages may be unpacked at once.
    ///
    /// @throws KeelsonException when the package is damaged or unsafe
    public UnpackedPackage unpack(LockedPackage locked, Path deb) {
        try (DebFile file = DebFile.open(deb)) {
            Path temporary = Files.createTempDirectory(root, ".unpack-");
            try {
                UnpackedPackage unpacked = new Unpacker(locked, temporary).unpack(file);
                Manifest.write(temporary.resolve(Manifest.NAME), unpacked);
                publish(temporary, directory(locked));
                return register(unpacked);
            } finally {
                deleteTree(temporary);
            }
        } catch (IOException | KeelsonException e) {
            throw failure(locked, e);
        }
    }

    /// The archive's own messages name a file of the cache, which tells nobody which package it is.
    private KeelsonException failure(LockedPackage locked, Exception e) {
        String what = "cannot unpack " + locked.name() + " " + locked.version() + " from " + locked.url();
        if (e instanceof KeelsonException known) {
            KeelsonException failure = new KeelsonException(what + ": " + e.getMessage(), e);
            return known.hint() == null ? failure : failure.withHint(known.hint());
        }
        return new KeelsonException(what + " into " + root + ": " + e.getMessage(), e)
                .withHint("free space there, or keep the cache elsewhere with --cachedir");
    }

    private void publish(Path temporary, Path place) throws IOException {
        try {
            Files.move(temporary, place, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) { // somebody else was first: rename(2) replaces no full directory
            if (!Files.exists(place.resolve(Manifest.NAME))) {
                deleteTree(place); // of another format
                Files.move(temporary, place, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private UnpackedPackage register(UnpackedPackage unpacked) {
        Path directory = directory(unpacked.locked());
        for (PackageEntry entry : unpacked.entries()) {
            if (entry.entry() instanceof Entry.File file && entry.stored() != null) {
                Path place = directory.resolve(Integer.toString(entry.stored().number()));
                contents.register(file.content(), place, file.meta().mode() & 0777, file.size());
            }
        }
        return unpacked;
    }

    private Path directory(LockedPackage locked) {
        return root.resolve(locked.sha256().hex());
    }

    private static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
