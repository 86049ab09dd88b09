package io.keelson.compose.disk.xfs;

import java.nio.ByteBuffer;
import java.util.List;

/// A directory that is small enough for its inode.
final class ShortDirectory {
    private static final int HEADER = 2;
    private static final int NAME_HEADER = 3;
    private static final int NARROW = Integer.BYTES;
    private static final int WIDE = Long.BYTES;
    private static final long LARGEST_NARROW = 0xffff_ffffL;
    private static final int MOST = 255;

    private ShortDirectory() {}

    static boolean fits(Inode directory, List<Inode.Name> names, int room) {
        return names.size() <= MOST && size(names, width(directory, names)) <= room;
    }

    private static int size(List<Inode.Name> names, int width) {
        int each = NAME_HEADER + 1 + width;
        return HEADER
                + width
                + names.stream().mapToInt(name -> name.name().length + each).sum();
    }

    private static int width(Inode directory, List<Inode.Name> names) {
        return wide(directory, names) > 0 ? WIDE : NARROW;
    }

    private static int wide(Inode directory, List<Inode.Name> names) {
        int own = directory.parent().number() > LARGEST_NARROW ? 1 : 0;
        return own
                + (int) names.stream()
                        .filter(name -> name.inode().number() > LARGEST_NARROW)
                        .count();
    }

    static Fork fork(Inode directory, List<Inode.Name> names) {
        int width = width(directory, names);
        ByteBuffer bytes = ByteBuffer.allocate(size(names, width));
        bytes.put((byte) names.size()).put((byte) wide(directory, names));
        putNumber(bytes, directory.parent(), width);
        // Where each name would be if the directory had a block.
        int offset = DirectoryBlocks.HEADER + DirectoryBlocks.size(1) + DirectoryBlocks.size(2);
        for (Inode.Name name : names) {
            bytes.put((byte) name.name().length).putShort((short) offset).put(name.name());
            bytes.put((byte) name.inode().content().code());
            putNumber(bytes, name.inode(), width);
            offset += DirectoryBlocks.size(name.name().length);
        }
        return Fork.local(bytes.flip());
    }

    private static void putNumber(ByteBuffer bytes, Inode inode, int width) {
        if (width == WIDE) {
            bytes.putLong(inode.number());
        } else {
            bytes.putInt((int) inode.number());
        }
    }
}
