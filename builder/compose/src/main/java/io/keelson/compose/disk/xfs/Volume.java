package io.keelson.compose.disk.xfs;

import io.keelson.compose.disk.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.UUID;
import java.util.zip.CRC32C;

/// A file with a file system, of which every piece of metadata says where it belongs and has a checksum.
/// Metadata are big-endian; only checksums are not.
record Volume(FileChannel file, Geometry geometry, UUID uuid) {
    private static final int LINKED_MAGIC = 8;
    private static final int LINKED_CHECKSUM = 12;
    private static final int LINKED_PLACE = 16;
    private static final int LINKED_UUID = 32;
    private static final int OWNED_CHECKSUM = 4;
    private static final int OWNED_PLACE = 8;
    private static final int OWNED_UUID = 24;
    private static final int VALUE_CHECKSUM = 12;
    private static final int VALUE_UUID = 16;
    private static final int VALUE_PLACE = 40;

    static ByteBuffer block() {
        return ByteBuffer.allocate(Geometry.BLOCK);
    }

    ByteBuffer putUuid(ByteBuffer bytes) {
        return bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    }

    /// The place of a block as headers tell it: in sectors.
    long place(long fileSystemBlock) {
        return geometry.offset(fileSystemBlock) / Geometry.SECTOR;
    }

    /// Writes a data block or a free index of a directory, whose magic number is in it.
    void writeOwned(long fileSystemBlock, ByteBuffer block, long owner) throws IOException {
        block.putLong(OWNED_PLACE, place(fileSystemBlock));
        putUuid(block.position(OWNED_UUID)).putLong(owner);
        write(fileSystemBlock, block, OWNED_CHECKSUM);
    }

    /// Writes a block of a tree of hashes, whose links and magic number are in it.
    void writeLinked(long fileSystemBlock, ByteBuffer block, long owner) throws IOException {
        block.putLong(LINKED_PLACE, place(fileSystemBlock));
        putUuid(block.position(LINKED_UUID)).putLong(owner);
        write(fileSystemBlock, block, LINKED_CHECKSUM);
    }

    /// Writes a block of a long link's target or of an attribute's value, whose magic number, offset and
    /// length are in it.
    void writeValue(long fileSystemBlock, ByteBuffer block, long owner) throws IOException {
        putUuid(block.position(VALUE_UUID)).putLong(owner);
        block.putLong(VALUE_PLACE, place(fileSystemBlock));
        write(fileSystemBlock, block, VALUE_CHECKSUM);
    }

    void write(long fileSystemBlock, ByteBuffer block, int checksum) throws IOException {
        seal(block.clear(), checksum);
        writeAt(geometry.offset(fileSystemBlock), block);
    }

    void writeAt(long offset, ByteBuffer bytes) throws IOException {
        Bytes.writeAll(file, bytes, offset);
    }

    /// Links of a block to its neighbours in the fork, 0 where there is none.
    static void link(ByteBuffer block, int magic, int next, int before) {
        block.putInt(0, next).putInt(Integer.BYTES, before).putShort(LINKED_MAGIC, (short) magic);
    }

    /// Puts the checksum of what `bytes` has left.
    static void seal(ByteBuffer bytes, int at) {
        bytes.putInt(at, 0);
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        bytes.putInt(at, Integer.reverseBytes((int) crc.getValue()));
    }
}
