package io.keelson.compose.disk;

import static io.keelson.compose.disk.Partition.SECTOR;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/// GRUB as a BIOS starts it: 440 bytes in the first sector, which load the rest from a partition.
public final class BiosLoader {
    private static final int CODE = 440;
    private static final int CORE_SECTOR = 0x5c;
    private static final int DRIVE_CHECK = 0x66;
    private static final int NEXT_SECTOR = 0x1f4;
    private static final byte NOP = (byte) 0x90;

    private final byte[] boot;
    private final byte[] core;

    /// @param boot GRUB's `boot.img`
    /// @param core the image that `grub-mkimage -O i386-pc` made
    public BiosLoader(byte[] boot, byte[] core) {
        this.boot = boot.clone();
        this.core = core.clone();
    }

    /// Writes both parts; the partition table stays as it is.
    ///
    /// @throws KeelsonException when the partition is too small for it
    public void write(FileChannel disk, Partition partition) throws IOException {
        if (core.length > partition.sectors() * SECTOR || boot.length < CODE || core.length < SECTOR) {
            throw new KeelsonException("GRUB's core image of " + core.length + " bytes does not fit into "
                    + partition.name() + " of " + partition.sectors() * SECTOR);
        }
        ByteBuffer first = ByteBuffer.wrap(boot.clone(), 0, CODE).order(ByteOrder.LITTLE_ENDIAN);
        first.putLong(CORE_SECTOR, partition.first());
        // A disk is a disk, whatever number a bad BIOS gives it.
        first.put(DRIVE_CHECK, NOP).put(DRIVE_CHECK + 1, NOP);
        Bytes.writeAll(disk, first, 0);
        ByteBuffer rest = ByteBuffer.wrap(core.clone()).order(ByteOrder.LITTLE_ENDIAN);
        rest.putLong(NEXT_SECTOR, partition.first() + 1);
        Bytes.writeAll(disk, rest, partition.offset());
    }
}
