package io.keelson.compose;

import io.keelson.ostree.posix.FileLock;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Removes from a cache what nobody has used for some days; see [io.keelson.release.LastUse]. It works
/// only while no compose uses the cache: of several that run, the last one cleans. A package goes out of
/// sight by a rename before its files are removed, so a kill leaves nothing half there.
final class CachePruning {
    private static final String NAMES = "names"; // of an initramfs: says nothing without the images beside it

    private final Path cache;
    private final Instant limit;
    private int entries;
    private long bytes;

    private CachePruning(Path cache, Instant limit) {
        this.cache = cache;
        this.limit = limit;
    }

    /// Removes what was last used more than `days` days ago. That something cannot be removed is only noted:
    /// the image is made.
    static void run(Path cache, int days, Progress progress) {
        try (FileLock alone = FileLock.tryLock(cache.resolve(CacheUse.LOCK), true, 0660)) {
            if (alone != null) {
                CachePruning pruning = new CachePruning(cache, Instant.now().minus(Duration.ofDays(days)));
                pruning.prune();
                pruning.report(days, progress);
            }
        } catch (IOException | KeelsonException e) {
            progress.note("cannot remove what is unused from the cache: " + e.getMessage());
        }
    }

    private void report(int days, Progress progress) {
        if (entries > 0) {
            progress.note("removed " + entries + " entries of the cache (" + bytes / 1_000_000
                    + " MB) that were not used for " + days + " days");
        }
    }

    private void prune() throws IOException {
        for (Path unpacked : list(cache.resolve("packages"))) {
            if (isOld(unpacked)) {
                removePackage(unpacked);
            }
        }
        for (Path part : list(cache.resolve("downloads"))) {
            removeOldFiles(part);
        }
        removeOldFiles(cache.resolve("indices"));
        for (Path images : list(cache.resolve("initramfs"))) {
            removeOldFiles(images);
            removeWithoutImages(images);
        }
        for (Path content : list(cache.resolve("layers"))) {
            if (attributes(content).lastAccessTime().toInstant().isBefore(limit)) {
                remove(content);
            }
        }
    }

    private void removePackage(Path unpacked) throws IOException {
        Path hidden = unpacked.resolveSibling(".unused-" + unpacked.getFileName());
        Files.move(unpacked, hidden);
        entries++;
        try (Stream<Path> all = Files.walk(hidden)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                bytes += attributes(path).size();
                Files.delete(path);
            }
        }
    }

    private void removeOldFiles(Path directory) throws IOException {
        for (Path file : list(directory)) {
            if (!file.endsWith(NAMES) && attributes(file).isRegularFile() && isOld(file)) {
                remove(file);
            }
        }
    }

    private static void removeWithoutImages(Path images) throws IOException {
        List<Path> left = list(images);
        if (left.isEmpty() || left.equals(List.of(images.resolve(NAMES)))) {
            Files.deleteIfExists(images.resolve(NAMES));
            Files.delete(images);
        }
    }

    private void remove(Path file) throws IOException {
        entries++;
        bytes += attributes(file).size();
        Files.deleteIfExists(file);
    }

    private boolean isOld(Path entry) throws IOException {
        return attributes(entry).lastModifiedTime().toInstant().isBefore(limit);
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /// What is in a directory; nothing when it is none. Hidden entries belong to somebody who works on them.
    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "[!.]*")) {
            List<Path> all = new ArrayList<>();
            found.forEach(all::add);
            return all;
        }
    }
}
