package io.keelson.compose.disk.xfs;

import java.nio.ByteBuffer;

/// The 512 bytes of an inode.
///
/// @param epoch seconds since 1970, for all times but that of the last change
record InodeCore(Volume volume, long epoch) {
    static final int ROOM = 336;
    static final int OFFSET_UNIT = 8;

    /// May not be changed.
    static final int IMMUTABLE = 1 << 3;

    /// The bitmap of a real-time device, which there is not, in its present form.
    static final int NEW_BITMAP = 1 << 2;

    private static final int MAGIC = 0x494e;
    private static final int VERSION = 3;
    private static final int LINKS = 16;
    private static final int TIMES = 32;
    private static final int SIZE = 56;
    private static final int EXTENTS = 76;
    private static final int GENERATION = 92;
    private static final int CHECKSUM = 100;
    private static final int CHANGES = 104;
    private static final int MORE_FLAGS = 120;
    private static final int CREATED = 144;
    private static final int FORKS = 176;
    private static final int BIG_TIMES = 1 << 3;
    private static final long SECOND = 1_000_000_000;

    /// One that is not used.
    void putFree(ByteBuffer bytes, long number) {
        bytes.putShort(0, (short) MAGIC).put(4, (byte) VERSION);
        complete(bytes, number);
    }

    /// @param room of the data fork, which the attributes are behind
    void put(ByteBuffer bytes, Inode inode, Fork data, Fork attributes, int room) {
        Meta meta = inode.meta();
        bytes.putShort((short) MAGIC).putShort((short) inode.mode()).put((byte) VERSION);
        bytes.put(data.format().code()).putShort((short) 0);
        bytes.putInt(meta.uid()).putInt(meta.gid()).putInt(LINKS, inode.links());
        bytes.position(TIMES).putLong(time(epoch)).putLong(time(meta.mtime())).putLong(time(epoch));
        bytes.position(SIZE).putLong(data.size()).putLong(data.blocks() + attributes.blocks());
        bytes.position(EXTENTS).putInt(data.extents()).putShort((short) attributes.extents());
        bytes.put((byte) (room < ROOM ? room / OFFSET_UNIT : 0));
        bytes.put(attributes.format().code());
        bytes.putShort(GENERATION - Short.BYTES, (short) inode.flags()).putInt(GENERATION, 1);
        bytes.putLong(CHANGES, 1).putLong(MORE_FLAGS, BIG_TIMES).putLong(CREATED, time(epoch));
        bytes.position(FORKS).put(data.bytes().duplicate());
        bytes.position(FORKS + room).put(attributes.bytes().duplicate());
        complete(bytes, inode.number());
    }

    private void complete(ByteBuffer bytes, long number) {
        bytes.putInt(CHECKSUM - Integer.BYTES, -1); // no next one in a list of those to be removed
        volume.putUuid(bytes.position(CREATED + Long.BYTES).putLong(number));
        Volume.seal(bytes.clear(), CHECKSUM);
    }

    /// Nanoseconds since 1901.
    private static long time(long seconds) {
        return (seconds - Integer.MIN_VALUE) * SECOND;
    }
}
