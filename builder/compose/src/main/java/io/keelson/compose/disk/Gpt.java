package io.keelson.compose.disk;

import static io.keelson.compose.disk.Partition.SECTOR;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/// A GUID partition table (UEFI specification, chapter 5) with 128 places, at both ends of a disk.
///
/// @param sectors of the whole disk
public record Gpt(UUID disk, long sectors, List<Partition> partitions) {
    private static final int PLACES = 128;
    private static final int PLACE = 128;
    private static final int TABLE_SECTORS = PLACES * PLACE / SECTOR;
    private static final int HEADER = 92;
    private static final int NAME = 56;
    private static final int PROTECTIVE = 446;
    private static final int SIGNATURE = 510;

    /// The first sector that a partition may have.
    public static final long FIRST_USABLE = 2 + TABLE_SECTORS;

    /// Sectors behind the last partition that the table's copy needs.
    public static final long TAIL = 1 + TABLE_SECTORS;

    /// @throws IllegalArgumentException when partitions overlap or do not fit
    public Gpt {
        partitions = List.copyOf(partitions);
        long free = FIRST_USABLE;
        for (Partition partition : partitions) {
            if (partition.first() < free || partition.last() > sectors - TAIL - 1) {
                throw new IllegalArgumentException("partition " + partition.name() + " does not fit");
            }
            free = partition.last() + 1;
        }
        if (partitions.size() > PLACES) {
            throw new IllegalArgumentException(partitions.size() + " partitions");
        }
    }

    /// Writes the table. Of the first sector, only what is no boot code is changed.
    public void write(FileChannel file) throws IOException {
        Bytes.writeAll(file, protective(), PROTECTIVE);
        byte[] table = table();
        long copy = sectors - 1;
        Bytes.writeAll(file, header(1, copy, 2, table), SECTOR);
        Bytes.writeAll(file, ByteBuffer.wrap(table), 2 * SECTOR);
        Bytes.writeAll(file, ByteBuffer.wrap(table), (sectors - TAIL) * SECTOR);
        Bytes.writeAll(file, header(copy, 1, sectors - TAIL, table), copy * SECTOR);
    }

    /// One entry over the whole disk, so that programs that do not know GPT leave it alone.
    private ByteBuffer protective() {
        ByteBuffer bytes = Bytes.little(new byte[SECTOR - PROTECTIVE]);
        bytes.put(0, new byte[] {0, 0, 2, 0, (byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        bytes.putInt(8, 1);
        bytes.putInt(12, (int) Math.min(sectors - 1, 0xffff_ffffL));
        bytes.putShort(SIGNATURE - PROTECTIVE, (short) 0xaa55);
        return bytes;
    }

    private byte[] table() {
        byte[] table = new byte[PLACES * PLACE];
        ByteBuffer bytes = Bytes.little(table);
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            bytes.position(i * PLACE);
            Bytes.putGuid(bytes, partition.type().guid());
            Bytes.putGuid(bytes, partition.uuid());
            bytes.putLong(partition.first()).putLong(partition.last());
            bytes.put(i * PLACE + NAME, partition.name().getBytes(StandardCharsets.UTF_16LE));
        }
        return table;
    }

    private ByteBuffer header(long here, long other, long tableAt, byte[] table) {
        byte[] header = new byte[SECTOR];
        ByteBuffer bytes = Bytes.little(header);
        bytes.put("EFI PART".getBytes(StandardCharsets.US_ASCII))
                .putInt(0x10000)
                .putInt(HEADER);
        bytes.putLong(0); // its own checksum, which comes last, and what is reserved
        bytes.putLong(here).putLong(other).putLong(FIRST_USABLE).putLong(sectors - TAIL - 1);
        Bytes.putGuid(bytes, disk);
        bytes.putLong(tableAt).putInt(PLACES).putInt(PLACE).putInt(crc(table, table.length));
        bytes.putInt(16, crc(header, HEADER));
        return bytes.rewind();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
