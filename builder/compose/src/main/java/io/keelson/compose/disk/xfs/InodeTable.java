package io.keelson.compose.disk.xfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes inodes, and before each the blocks that it leads to.
final class InodeTable {
    /// A fork that may have to grow keeps room for the root of a tree.
    private static final int LEAST_DATA = 56;

    private static final int LEAST_ATTRIBUTES = 40;
    private static final int ATTRIBUTE_EXTENTS = 56;

    private final Volume volume;
    private final Space space;
    private final InodeCore core;
    private final Map<Long, Inode> inodes = new HashMap<>();

    /// @param inodes all, with numbers
    InodeTable(Volume volume, Space space, List<Inode> inodes, long epoch) {
        this.volume = volume;
        this.space = space;
        this.core = new InodeCore(volume, epoch);
        inodes.forEach(inode -> this.inodes.put(inode.number(), inode));
    }

    void write() throws IOException {
        for (int i = 0; i < space.groups().size(); i++) {
            for (int start : space.groups().get(i).chunks()) {
                chunk(volume.geometry().fileSystemBlock(i, start));
            }
        }
    }

    private void chunk(long block) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Group.CHUNK * Geometry.BLOCK);
        for (int i = 0; i < Group.CHUNK_INODES; i++) {
            long number = (block << Geometry.INODES_PER_BLOCK_LOG) + i;
            ByteBuffer one = bytes.slice(i * Geometry.INODE, Geometry.INODE);
            Inode inode = inodes.get(number);
            if (inode == null) {
                core.putFree(one, number);
            } else {
                put(one, inode);
            }
        }
        volume.writeAt(volume.geometry().offset(block), bytes);
    }

    private void put(ByteBuffer bytes, Inode inode) throws IOException {
        List<Attribute> attributes = Attribute.of(inode.meta());
        if (attributes.isEmpty()) {
            core.put(bytes, inode, data(inode, InodeCore.ROOM), Fork.NONE, InodeCore.ROOM);
            return;
        }
        int units = (InodeCore.ROOM - AttributeFork.shortSize(attributes)) / InodeCore.OFFSET_UNIT;
        int room = Math.min(units * InodeCore.OFFSET_UNIT, InodeCore.ROOM - LEAST_ATTRIBUTES);
        if (room >= least(inode)) {
            core.put(bytes, inode, data(inode, room), AttributeFork.inInode(attributes), room);
        } else {
            room = InodeCore.ROOM - ATTRIBUTE_EXTENTS;
            Fork outside = AttributeFork.write(volume, space, inode, attributes);
            core.put(bytes, inode, data(inode, room), outside, room);
        }
    }

    private static int least(Inode inode) {
        return inode.content() instanceof Inode.Regular(long _, List<Extent> extents)
                ? Math.max(LEAST_DATA, extents.size() * Extent.BYTES)
                : LEAST_DATA;
    }

    private Fork data(Inode inode, int room) throws IOException {
        return switch (inode.content()) {
            case Inode.Directory(List<Inode.Name> names) -> DirectoryFork.write(volume, space, inode, names, room);
            case Inode.Regular(long size, List<Extent> extents) -> file(size, extents, room);
            case Inode.Link(byte[] target) -> SymbolicLink.write(volume, space, inode, target, room);
            // Numbers of devices as in System V.
            case Inode.Device(boolean _, int major, int minor) -> Fork.device(major << 18 | minor);
            case Inode.Fifo() -> Fork.device(0);
        };
    }

    private static Fork file(long size, List<Extent> extents, int room) throws IOException {
        if (extents.size() * Extent.BYTES > room) {
            throw new IOException("a file of " + (size >> 30) + " GiB needs more pieces than an inode names");
        }
        return Fork.extents(extents, size);
    }
}
