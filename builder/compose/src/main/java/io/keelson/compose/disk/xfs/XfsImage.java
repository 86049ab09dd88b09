package io.keelson.compose.disk.xfs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes an xfs file system (version 5, "XFS Algorithms & Data Structures") in a file, without mounting it.
/// The same calls give the same bytes.
///
/// Paths are relative, the root is empty, and a directory comes before what is in it. Contents are written as
/// they come, and all that leads to them in [#finish()].
public final class XfsImage {
    /// What mkfs.xfs refuses to go below.
    public static final long SMALLEST = 300L << 20;

    private static final int BUFFER = 1 << 20;

    private final Volume volume;
    private final Space space;
    private final String label;
    private final long epoch;
    private final List<Inode> inodes = new ArrayList<>();
    private final Map<String, Inode> paths = new HashMap<>();
    private boolean attributes;

    /// Begins a file system without content.
    ///
    /// @param file empty; it becomes `bytes` long
    /// @param expected about how many bytes will be added, so that they are spread evenly
    /// @param label at most twelve characters of ASCII
    /// @param epoch seconds since 1970 that stand for the time of the build
    public XfsImage(FileChannel file, long bytes, long expected, UUID uuid, String label, long epoch)
            throws IOException {
        Geometry geometry = Geometry.of(bytes);
        this.volume = new Volume(file, geometry, uuid);
        this.space = new Space(geometry, expected / Geometry.BLOCK);
        this.label = label;
        this.epoch = epoch;
        volume.writeAt(geometry.blocks() * Geometry.BLOCK - 1, ByteBuffer.allocate(1));
    }

    /// The root, which is the first of all, or another directory.
    public void directory(String path, Meta meta) throws IOException {
        add(path, meta, new Inode.Directory(new ArrayList<>()));
        if (path.isEmpty()) {
            // The files of real-time devices, which there are not, have fixed places behind the root.
            Meta none = Meta.plain(0, epoch);
            special(none).addFlag(InodeCore.NEW_BITMAP);
            special(none);
        }
    }

    private Inode special(Meta meta) {
        Inode inode = new Inode(meta, new Inode.Regular(0, List.of()), 0);
        inode.links(1);
        inodes.add(inode);
        return inode;
    }

    /// A regular file.
    ///
    /// @throws NoSpace when the content does not fit
    public void file(String path, Meta meta, long size, InputStream content) throws IOException {
        int group = space.current();
        List<Extent> extents = space.file((size + Geometry.BLOCK - 1) / Geometry.BLOCK);
        long left = size;
        for (Extent extent : extents) {
            long length = Math.min(left, (long) extent.blocks() * Geometry.BLOCK);
            copy(content, volume.geometry().offset(extent.start()), length);
            left -= length;
        }
        add(path, meta, new Inode.Regular(size, extents), group);
    }

    private void copy(InputStream content, long at, long length) throws IOException {
        byte[] buffer = new byte[(int) Math.min(length, BUFFER)];
        for (long done = 0; done < length; ) {
            int n = content.readNBytes(buffer, 0, (int) Math.min(buffer.length, length - done));
            if (n == 0) {
                throw new EOFException("the content of a file is shorter than it was said to be");
            }
            volume.writeAt(at + done, ByteBuffer.wrap(buffer, 0, n));
            done += n;
        }
    }

    /// A symbolic link.
    public void link(String path, Meta meta, String target) throws IOException {
        byte[] bytes = HashTree.utf8(target);
        if (bytes.length > SymbolicLink.LONGEST) {
            throw new IOException("the target of the symbolic link " + path + " has " + bytes.length
                    + " bytes, and xfs has room for " + SymbolicLink.LONGEST);
        }
        add(path, meta, new Inode.Link(bytes));
    }

    /// A device node.
    public void device(String path, Meta meta, boolean block, int major, int minor) throws IOException {
        add(path, meta, new Inode.Device(block, major, minor));
    }

    /// A named pipe.
    public void fifo(String path, Meta meta) throws IOException {
        add(path, meta, new Inode.Fifo());
    }

    /// Another name for what `target` is.
    public void hardLink(String path, String target) throws IOException {
        name(path, find(target));
    }

    /// Nothing may be changed in `path`.
    public void immutable(String path) throws IOException {
        find(path).addFlag(InodeCore.IMMUTABLE);
    }

    private void add(String path, Meta meta, Inode.Content content) throws IOException {
        add(path, meta, content, space.current());
    }

    private void add(String path, Meta meta, Inode.Content content, int group) throws IOException {
        attributes |= !meta.xattrs().isEmpty();
        Inode inode = new Inode(meta, content, path.isEmpty() ? 0 : group);
        inodes.add(inode);
        if (path.isEmpty()) {
            inode.links(2);
            paths.put(path, inode);
        } else {
            name(path, inode);
        }
    }

    private void name(String path, Inode inode) throws IOException {
        int slash = path.lastIndexOf('/');
        find(path.substring(0, Math.max(0, slash))).add(HashTree.utf8(path.substring(slash + 1)), inode);
        paths.put(path, inode);
    }

    private Inode find(String path) throws IOException {
        Inode inode = paths.get(path);
        if (inode == null) {
            throw new IOException("there is no " + path);
        }
        return inode;
    }

    /// Writes all metadata. Nothing can be added then.
    ///
    /// @throws NoSpace when they do not fit
    public void finish() throws IOException {
        space.number(inodes);
        new InodeTable(volume, space, inodes, epoch).write();
        for (int i = 0; i < space.groups().size(); i++) {
            new GroupHeaders(volume, i, space.groups().get(i)).write();
        }
        Journal.write(volume, space.log());
        new Superblock(volume, space, label, find("").number(), space.log(), attributes).write();
    }
}
