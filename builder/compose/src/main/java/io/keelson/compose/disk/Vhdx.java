package io.keelson.compose.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.UUID;
import java.util.zip.CRC32C;

/// A disk of Hyper-V ([MS-VHDX]), as `qemu-img` leaves it: with random numbers in both headers, in the log
/// and among the metadata.
public final class Vhdx {
    private static final long[] HEADERS = {1 << 16, 2 << 16};
    private static final int HEADER = 4096;
    private static final int HEADER_SIGNATURE = 0x64616568;
    private static final int CHECKSUM = 4;
    private static final int SEQUENCE = 8;
    private static final int FILE_WRITE = 16;
    private static final int DATA_WRITE = 32;
    private static final int LOG = 48;
    private static final int LOG_LENGTH = 68;
    private static final int LOG_AT = 72;
    private static final UUID NONE = new UUID(0, 0);

    private static final long REGIONS = 3 << 16;
    private static final UUID METADATA = UUID.fromString("8b7ca206-4790-4b9a-b8fe-575f050f886e");
    private static final UUID PAGE_83 = UUID.fromString("beca12ab-b2e6-4523-93ef-c309e000c746");
    private static final int TABLE = 1 << 16;
    private static final int ENTRY = 32;
    private static final int REGION_COUNT = 8;
    private static final int FIRST_REGION = 16;
    private static final int ITEM_COUNT = 10;
    private static final int FIRST_ITEM = 32;
    private static final int LOG_STEP = 1 << 20;

    private final FileChannel file;
    private final UUID identity;

    private Vhdx(FileChannel file, UUID identity) {
        this.file = file;
        this.identity = identity;
    }

    /// Gives the disk an identity and an empty log. Nothing that uses the disk may still run: what the log
    /// has must be where it belongs.
    ///
    /// @throws IOException also when it is no such disk
    public static void settle(FileChannel file, UUID identity) throws IOException {
        Vhdx disk = new Vhdx(file, identity);
        for (int i = 0; i < HEADERS.length; i++) {
            disk.header(HEADERS[i], i + 1);
        }
        disk.page83();
    }

    /// @param sequence of two headers, the one with the larger number counts; these say the same
    private void header(long at, long sequence) throws IOException {
        byte[] bytes = Bytes.read(file, at, HEADER);
        ByteBuffer header = Bytes.little(bytes);
        if (header.getInt(0) != HEADER_SIGNATURE) {
            throw new IOException("no header at " + at);
        }
        header.putLong(SEQUENCE, sequence);
        Bytes.putGuid(header.position(FILE_WRITE), part(1));
        Bytes.putGuid(header.position(DATA_WRITE), part(2));
        // No log identifier: the log is empty, whatever is in its place.
        Bytes.putGuid(header.position(LOG), NONE);
        clear(header.getLong(LOG_AT), header.getInt(LOG_LENGTH));
        header.putInt(CHECKSUM, 0);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        header.putInt(CHECKSUM, (int) crc.getValue());
        Bytes.writeAll(file, header.rewind(), at);
    }

    private void clear(long at, int length) throws IOException {
        for (long done = 0; done < length; done += LOG_STEP) {
            Bytes.writeAll(file, ByteBuffer.allocate((int) Math.min(LOG_STEP, length - done)), at + done);
        }
    }

    /// The identity that the disk tells a guest.
    private void page83() throws IOException {
        ByteBuffer regions = Bytes.little(Bytes.read(file, REGIONS, TABLE));
        ByteBuffer region = find(regions, METADATA, FIRST_REGION, regions.getInt(REGION_COUNT));
        long metadata = region.getLong();
        ByteBuffer items = Bytes.little(Bytes.read(file, metadata, TABLE));
        ByteBuffer item = find(items, PAGE_83, FIRST_ITEM, items.getShort(ITEM_COUNT));
        ByteBuffer guid = ByteBuffer.allocate(2 * Long.BYTES).order(items.order());
        Bytes.putGuid(guid, part(3));
        Bytes.writeAll(file, guid.rewind(), metadata + item.getInt());
    }

    /// The table, at what follows the identifier `wanted`.
    private static ByteBuffer find(ByteBuffer table, UUID wanted, int first, int count) throws IOException {
        ByteBuffer guid = ByteBuffer.allocate(2 * Long.BYTES).order(table.order());
        Bytes.putGuid(guid, wanted);
        for (int i = 0, at = first; i < count && at + ENTRY <= table.limit(); i++, at += ENTRY) {
            if (table.slice(at, guid.limit()).equals(guid.rewind())) {
                return table.position(at + guid.limit());
            }
        }
        throw new IOException("the disk has no " + wanted);
    }

    /// Identities that differ from each other, as they would if they were random.
    private UUID part(int number) {
        return new UUID(identity.getMostSignificantBits(), identity.getLeastSignificantBits() ^ number);
    }
}
