package io.keelson.ostree;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// A directory on disk.
///
/// @param name its path in the tree, for the filter
record DiskSide(Path path, String name, CommitFilter filter) implements TreeDiff.Side {
    @Override
    public SortedMap<String, TreeDiff.Entry> entries() throws IOException {
        SortedMap<String, TreeDiff.Entry> entries = new TreeMap<>(Names.BYTE_ORDER);
        for (Path child : Durable.list(path)) {
            String childName = name.equals("/") ? "/" + child.getFileName() : name + "/" + child.getFileName();
            entries.put(child.getFileName().toString(), entry(child, childName));
        }
        return entries;
    }

    private TreeDiff.Entry entry(Path child, String childName) throws IOException {
        Inode inode = Inode.of(child);
        if (inode.isDirectory()) {
            return new TreeDiff.Dir(new DiskSide(child, childName, filter), () -> meta(child, childName, inode));
        }
        if (!inode.isRegular() && !inode.isSymlink()) {
            throw new KeelsonException("Not a regular file or symlink: " + child);
        }
        return new TreeDiff.File(() -> {
            try (FileObject file = new BareContent(filter.dropsXattrs()).open(child)) {
                FileHeader header = filter.apply(childName, file.header());
                return FileChecksum.of(new FileObject(header, file.size(), file.content()));
            }
        });
    }

    private Digest meta(Path directory, String directoryName, Inode inode) throws IOException {
        Xattrs xattrs = filter.dropsXattrs() ? Xattrs.EMPTY : Xattrs.of(Posix.getXattrs(directory));
        DirMeta meta = new DirMeta(inode.uid(), inode.gid(), inode.mode(), xattrs);
        return Digest.of(filter.apply(directoryName, meta).encode());
    }

    /// The root of a comparison must be there.
    DiskSide {
        if (!Files.isDirectory(path)) {
            throw new KeelsonException("opendir(" + path + "): No such file or directory");
        }
    }
}
