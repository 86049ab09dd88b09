package io.keelson.compose.sandbox;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Writes a tree as a directory that is never changed afterwards: files are hard links into the
/// package cache where they can be. Owners, set-id bits and attributes are left out; they go on top
/// ([TreeTar]), where real ones can be had.
final class LowerTree {
    private final Path root;
    private final Contents contents;

    LowerTree(Path root, Contents contents) {
        this.root = root;
        this.contents = contents;
    }

    /// Whether an entry needs more than this class gives it.
    static boolean isSpecial(Entry entry) {
        boolean owned = entry.meta().uid() != 0 || entry.meta().gid() != 0;
        boolean marked = (entry.meta().mode() & 07000) != 0 && !(entry instanceof Entry.Link);
        return owned || marked || !entry.meta().xattrs().isEmpty();
    }

    /// The part of a tree that stands in such a directory.
    static FileTree plain(FileTree tree) {
        return new FileTree((Entry.Dir) plain(tree.root()));
    }

    private static Entry plain(Entry entry) {
        int mode = entry.meta().mode() & 0777;
        return switch (entry) {
            case Entry.Link link -> Entry.Link.to(link.target());
            case Entry.File file -> file.withMeta(Meta.root(mode));
            case Entry.Dir dir -> {
                SortedMap<String, Entry> children = new TreeMap<>();
                dir.children().forEach((name, child) -> children.put(name, plain(child)));
                yield new Entry.Dir(Meta.root(mode | 0700), children);
            }
        };
    }

    /// Makes the directory.
    void write(FileTree plain) throws IOException {
        makeDirectory(root, plain.root().meta().mode());
        try {
            plain.walk(this::write);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Changes the directory, which shows one tree, to show another.
    void change(FileTree from, FileTree to) throws IOException {
        TreeDifference difference = TreeDifference.between(from, to);
        for (String path : difference.removed()) {
            delete(place(path));
        }
        Files.setPosixFilePermissions(root, permissions(to.root().meta().mode()));
        try {
            difference.written().forEach(this::replace);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void replace(String path, Entry entry) {
        Path place = place(path);
        try {
            if (entry instanceof Entry.Dir dir && Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(place, permissions(dir.meta().mode()));
            } else {
                Files.deleteIfExists(place); // never written into: it is a file of the package cache
                write(path, entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes what is at `place`, if anything is.
    static void delete(Path place) throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(place)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void write(String path, Entry entry) {
        Path place = place(path);
        try {
            switch (entry) {
                case Entry.Dir dir -> makeDirectory(place, dir.meta().mode());
                case Entry.Link link -> Files.createSymbolicLink(place, Path.of(link.target()));
                case Entry.File file -> writeFile(place, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The JVM encodes names as the locale says, and those in packages are UTF-8.
    private Path place(String path) {
        try {
            return root.resolve(path);
        } catch (InvalidPathException e) {
            throw new KeelsonException("this locale has no name for the file /" + path, e)
                    .withHint("set LC_ALL=C.UTF-8");
        }
    }

    private void writeFile(Path place, Entry.File file) throws IOException {
        int mode = file.meta().mode() & 0777;
        Path stored = contents.path(file.content(), mode);
        if (stored != null && link(place, stored)) {
            return;
        }
        try (InputStream in = contents.open(file.content())) {
            Files.copy(in, place);
        }
        Files.setPosixFilePermissions(place, permissions(mode));
        Files.setLastModifiedTime(place, FileTime.fromMillis(0));
    }

    /// A hard link fails across file systems and past 65,000 names; a copy then does.
    private static boolean link(Path place, Path stored) {
        try {
            Files.createLink(place, stored);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static void makeDirectory(Path place, int mode) throws IOException {
        Files.createDirectory(place);
        Files.setPosixFilePermissions(place, permissions((mode & 0777) | 0700));
    }

    static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] all = PosixFilePermission.values(); // OWNER_READ first, OTHERS_EXECUTE last
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                set.add(all[i]);
            }
        }
        return set;
    }
}
