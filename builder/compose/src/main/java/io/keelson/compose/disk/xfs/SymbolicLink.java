package io.keelson.compose.disk.xfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// The target of a symbolic link, in its inode or in a block.
final class SymbolicLink {
    /// Longer ones cannot be in xfs.
    static final int LONGEST = 1023;

    private static final int MAGIC = 0x58534c4d;
    private static final int HEADER = 56;

    private SymbolicLink() {}

    static Fork write(Volume volume, Space space, Inode inode, byte[] target, int room) throws IOException {
        if (target.length <= room) {
            return Fork.local(ByteBuffer.wrap(target));
        }
        ByteBuffer block = Volume.block();
        block.putInt(MAGIC).putInt(0).putInt(target.length).put(HEADER, target);
        long start = space.piece(inode.group(), 1);
        volume.writeValue(start, block, inode.number());
        return Fork.extents(List.of(new Extent(0, start, 1)), target.length);
    }
}
