package io.keelson.compose.image;

import io.keelson.compose.disk.xfs.Meta;
import io.keelson.compose.disk.xfs.NoSpace;
import io.keelson.compose.disk.xfs.XfsImage;
import io.keelson.packages.deb.archive.DebEntry;
import io.keelson.packages.deb.archive.TarStream;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// An xfs root file system in a file, filled without mounting it. The same tree gives the same bytes.
///
/// @param epoch seconds since 1970 that stand for the time of the build
record Xfs(Path image, UUID uuid, long epoch) {
    private static final String LABEL = "root";
    private static final String[] TAR = {
        "tar", "--create", "--format=posix", "--numeric-owner", "--xattrs", "--xattrs-include=*", "--sort=name"
    };

    /// Makes the image of `bytes` bytes, sparse, with the content, owners and extended attributes of `tree`.
    ///
    /// @param immutable a directory, seen from the root of the image, in which nothing can be made or removed
    void fill(Programs namespaced, Path tree, String immutable, long bytes) throws IOException {
        BuildTimes.set(namespaced, tree, epoch);
        String[] command = Stream.concat(Stream.of(TAR), Stream.of("--directory=" + tree, "."))
                .toArray(String[]::new);
        try (FileChannel file = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            XfsImage xfs = new XfsImage(file, bytes, content(namespaced, tree), uuid, LABEL, epoch);
            namespaced.pipe(
                    in -> TarStream.read("the root directory", in, (entry, data) -> add(xfs, entry, data)), command);
            xfs.immutable(immutable.substring(1));
            xfs.finish();
        } catch (NoSpace e) {
            throw new KeelsonException("cannot make the xfs file system: " + e.getMessage(), e)
                    .withHint("the image of " + (bytes >> 20) + " MiB is too small: give a larger --size");
        }
    }

    /// Bytes of all files, each counted once. What du counts depends on the file system that the tree is on.
    private static long content(Programs namespaced, Path tree) {
        Set<String> files = new HashSet<>();
        namespaced
                .run("find", tree.toString(), "-type", "f", "-printf", "%i %s\\n")
                .lines()
                .forEach(files::add);
        return files.stream()
                .mapToLong(file -> Long.parseLong(file.substring(file.indexOf(' ') + 1)))
                .sum();
    }

    private static void add(XfsImage xfs, DebEntry entry, InputStream data) throws IOException {
        Meta meta = new Meta(entry.mode(), entry.uid(), entry.gid(), entry.mtime(), entry.xattrs());
        String path = entry.path();
        switch (entry.node()) {
            case DebEntry.Directory() -> xfs.directory(path, meta);
            case DebEntry.RegularFile(long size) -> xfs.file(path, meta, size, data);
            case DebEntry.Symlink(String target) -> xfs.link(path, meta, target);
            case DebEntry.HardLink(String target) -> xfs.hardLink(path, target);
            case DebEntry.Device(boolean block, int major, int minor) -> xfs.device(path, meta, block, major, minor);
            case DebEntry.Fifo() -> xfs.fifo(path, meta);
        }
    }
}
