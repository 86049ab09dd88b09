package io.keelson.compose.disk.xfs;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A journal of a file system that was unmounted: one record, which says so.
final class Journal {
    private static final int MAGIC = 0xfeedbabe;
    private static final int CYCLE = 1;
    private static final int VERSION = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int TRANSACTION = 0xb0c0d0d0;
    private static final int LOG_CLIENT = 0xaa;
    private static final int UNMOUNT = 0x20;
    private static final int UNMOUNT_MAGIC = 0x6e55;
    private static final int UNMOUNT_LENGTH = 8;
    private static final int FORMAT = 300;
    private static final int RECORD_SIZE = 32 << 10;

    private Journal() {}

    static void write(Volume volume, long start) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Geometry.SECTOR);
        bytes.putInt(MAGIC).putInt(CYCLE).putInt(VERSION).putInt(Geometry.SECTOR);
        long sequence = (long) CYCLE << Integer.SIZE;
        bytes.putLong(sequence).putLong(sequence).putInt(0).putInt(-1).putInt(1);
        // Each sector begins with the cycle; what would be there is here.
        bytes.putInt(TRANSACTION);
        volume.putUuid(bytes.position(FORMAT).putInt(LITTLE_ENDIAN)).putInt(RECORD_SIZE);
        bytes.position(Geometry.SECTOR).putInt(CYCLE).putInt(UNMOUNT_LENGTH);
        bytes.put((byte) LOG_CLIENT).put((byte) UNMOUNT).putShort((short) 0).putShort((short) UNMOUNT_MAGIC);
        volume.writeAt(volume.geometry().offset(start), bytes.clear());
    }
}
