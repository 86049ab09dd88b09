package io.keelson.ostree.delta;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Repository;
import io.keelson.ostree.posix.Posix;
import io.keelson.release.KeelsonException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a delta goes.
///
/// @param superblock the file
/// @param temporary a directory of the same file system for what is not finished
/// @param own whether nothing else is in the directory
record DeltaPlace(Path superblock, Path temporary, boolean own) {
    static DeltaPlace of(Repository repo, DeltaName name, DeltaOptions options) throws IOException {
        Path file = options.file();
        if (file == null) {
            Path directory = repo.deltas().directory(name);
            Files.createDirectories(directory);
            return new DeltaPlace(directory.resolve("superblock"), repo.path().resolve("tmp"), true);
        }
        Path directory = requireNonNull(file.toAbsolutePath().getParent());
        if (!Files.isDirectory(directory)) {
            throw new KeelsonException("opendir(" + directory + "): No such file or directory")
                    .withHint("make that directory first");
        }
        return new DeltaPlace(file.toAbsolutePath(), directory, false);
    }

    private Path directory() {
        return requireNonNull(superblock.getParent());
    }

    /// Puts everything in its place. The old superblock goes first and the new one comes last, so there is
    /// never one whose parts are others.
    void put(SuperblockWriter writer, List<PartFile> parts) throws IOException {
        Path written = write(writer);
        try {
            Files.deleteIfExists(superblock);
            removeParts();
            for (int i = 0; !writer.options().inline() && i < parts.size(); i++) {
                Path place = superblock.resolveSibling(Integer.toString(i));
                Files.move(parts.get(i).file(), place, StandardCopyOption.ATOMIC_MOVE);
            }
            Posix.fsyncDir(directory());
            Files.move(written, superblock, StandardCopyOption.ATOMIC_MOVE);
            Posix.fsyncDir(directory());
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private Path write(SuperblockWriter writer) throws IOException {
        Path file = Files.createTempFile(temporary, ".tmp-delta-", "");
        @Nullable Path failed = file;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            writer.write(out);
            out.flush();
            channel.force(false);
            Posix.chmod(file, 0644);
            failed = null;
        } finally {
            if (failed != null) {
                Files.deleteIfExists(failed);
            }
        }
        return file;
    }

    private void removeParts() throws IOException {
        if (!own) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory(), "[0-9]*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
