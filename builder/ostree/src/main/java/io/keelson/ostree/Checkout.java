package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes the tree of a commit to a directory on disk, with several threads. Names come out of
/// checked objects and symbolic links at the destination are never followed, so nothing is written
/// outside of it. The result is that of libostree, but for one thing that no commit knows: outside
/// of user mode the modification time of files is always 0, not only that of hard links.
public final class Checkout {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Repository repo;
    private final CheckoutOptions options;
    private final CheckoutFile files;
    private final Work work;
    private final List<Pending> pending = new ArrayList<>();

    /// A new directory whose owner, mode and times are set when nothing more will change in it.
    private record Pending(Path path, DirMeta meta) {}

    private Checkout(Repository repo, CheckoutOptions options, Work work) {
        this.repo = repo;
        this.options = options;
        this.files = new CheckoutFile(repo, options);
        this.work = work;
    }

    /// Checks out `commit` to `destination`, whose parent exists.
    ///
    /// @throws KeelsonException when something is in the way; what has been written then stays
    public static void run(Repository repo, Digest commit, Path destination, CheckoutOptions wanted)
            throws IOException {
        CheckoutOptions options = wanted.in(repo.mode());
        CommittedTree tree = new CommittedTree(repo, commit);
        CommittedTree.Node node = tree.find(options.subpath());
        try (Work work = new Work()) {
            Checkout checkout = new Checkout(repo, options, work);
            switch (node) {
                case CommittedTree.Dir dir ->
                    checkout.directory(new DirTree.Sub(dir.tree(), dir.meta()), destination, "/");
                case CommittedTree.File file -> checkout.single(file.checksum(), destination);
            }
            work.await();
            checkout.finish();
        }
        if (options.fsync()) {
            Posix.syncfs(destination);
        }
    }

    /// A subpath that is a file goes into a directory, under its own name.
    private void single(Digest file, Path destination) throws IOException {
        Files.createDirectories(destination);
        Path name = requireNonNull(Path.of(options.subpath()).getFileName());
        files.write(file, destination.resolve(name));
    }

    private void directory(DirTree.Sub source, Path path, String name) throws IOException {
        DirMeta meta = repo.readDirMeta(source.meta());
        DirTree names = repo.readDirTree(source.tree());
        if (options.whiteouts() && names.files().containsKey(OPAQUE)) {
            Durable.deleteTree(path);
        }
        if (make(path)) {
            pending.add(new Pending(path, meta));
        }
        for (Map.Entry<String, Digest> file : names.files().entrySet()) {
            file(file.getKey(), file.getValue(), path, name);
        }
        for (Map.Entry<String, DirTree.Sub> dir : names.dirs().entrySet()) {
            String child = below(name, dir.getKey());
            if (!options.skipped().contains(child)) {
                directory(dir.getValue(), path.resolve(Utf8Names.expect(dir.getKey())), child);
            }
        }
    }

    private static String below(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    /// Whether the directory is new.
    private boolean make(Path path) throws IOException {
        try {
            Files.createDirectory(path, PRIVATE);
            return true;
        } catch (FileAlreadyExistsException e) {
            if (options.existing() == CheckoutOptions.Existing.REFUSED) {
                throw new KeelsonException("mkdir(" + path + "): File exists", e);
            }
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new KeelsonException("opendir(" + path + "): Not a directory", e);
            }
            return false;
        }
    }

    private void file(String name, Digest checksum, Path directory, String directoryName) throws IOException {
        if (options.skipped().contains(below(directoryName, name))) {
            return;
        }
        if (options.whiteouts() && name.startsWith(WHITEOUT)) {
            if (!name.equals(OPAQUE)) {
                String hidden = Names.checked(name.substring(WHITEOUT.length()));
                Durable.deleteTree(directory.resolve(hidden));
            }
            return;
        }
        if (options.passthroughWhiteouts() && name.startsWith(OverlayWhiteout.PREFIX)) {
            Path path = directory.resolve(Utf8Names.expect(OverlayWhiteout.hidden(name)));
            work.submit(() -> OverlayWhiteout.write(repo, checksum, path, options));
            return;
        }
        Path path = directory.resolve(Utf8Names.expect(name));
        work.submit(() -> files.write(checksum, path));
    }

    /// Deepest first, so that no directory is changed or closed to us any more after its turn.
    private void finish() throws IOException {
        for (Pending directory : pending.reversed()) {
            finish(directory);
        }
    }

    private void finish(Pending directory) throws IOException {
        DirMeta meta = directory.meta();
        if (!options.userMode()) {
            Posix.lchown(directory.path(), meta.uid(), meta.gid());
            Plain.setXattrs(directory.path(), meta.xattrs());
        }
        Posix.chmod(directory.path(), options.plainDirectories() ? meta.mode() & 0775 : meta.mode());
        Posix.setTimes(directory.path(), 0);
    }
}
