package io.keelson.compose.disk.xfs;

import java.nio.ByteBuffer;
import java.util.List;

/// What an inode says of its content or of its attributes, in the room that it has for that.
///
/// @param bytes what is in the inode itself
/// @param extents how many pieces `bytes` names
/// @param blocks outside the inode
/// @param size of the content, in bytes
record Fork(Format format, ByteBuffer bytes, int extents, long blocks, long size) {
    /// Where the content is.
    enum Format {
        DEVICE(0),
        LOCAL(1),
        EXTENTS(2);

        private final int code;

        Format(int code) {
            this.code = code;
        }

        /// As inodes have it.
        byte code() {
            return (byte) code;
        }
    }

    static final Fork NONE = extents(List.of(), 0);

    static Fork local(ByteBuffer bytes) {
        return new Fork(Format.LOCAL, bytes, 0, 0, bytes.remaining());
    }

    static Fork extents(List<Extent> extents, long size) {
        ByteBuffer bytes = ByteBuffer.allocate(extents.size() * Extent.BYTES);
        extents.forEach(extent -> extent.put(bytes));
        long blocks = extents.stream().mapToLong(Extent::blocks).sum();
        return new Fork(Format.EXTENTS, bytes.flip(), extents.size(), blocks, size);
    }

    static Fork device(int number) {
        return new Fork(
                Format.DEVICE, ByteBuffer.allocate(Integer.BYTES).putInt(number).flip(), 0, 0, 0);
    }
}
