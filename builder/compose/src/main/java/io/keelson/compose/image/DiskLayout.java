package io.keelson.compose.image;

import io.keelson.compose.disk.Partition;
import io.keelson.compose.disk.PartitionType;
import io.keelson.release.KeelsonException;

/// The partitions of a disk, one behind the other from the second mebibyte on.
record DiskLayout(long bytes, Partition bios, Partition esp, Partition boot, Partition root) {
    private static final long MEBIBYTE = 1L << 20;
    private static final long ESP = 16 * MEBIBYTE;

    /// All but the root file system: the first and the last mebibyte hold the partition table.
    static long overhead(long bootBytes) {
        return 3 * MEBIBYTE + ESP + bootBytes;
    }

    /// @throws KeelsonException when nothing is left for the root file system
    static void expectRoom(long bytes, long bootBytes, RootFilesystem filesystem) {
        if (bytes - overhead(bootBytes) < filesystem.smallest()) {
            throw KeelsonException.usage("a disk of " + bytes / MEBIBYTE + " MiB is too small: at least "
                    + (overhead(bootBytes) + filesystem.smallest()) / MEBIBYTE + "M with " + filesystem);
        }
    }

    static DiskLayout of(long bytes, long bootBytes, DiskIdentity identity) {
        long rest = bytes - overhead(bootBytes);
        Partition bios = partition(PartitionType.BIOS_BOOT, "bios", MEBIBYTE, MEBIBYTE, identity);
        Partition esp = partition(PartitionType.EFI_SYSTEM, "esp", 2 * MEBIBYTE, ESP, identity);
        Partition boot = partition(PartitionType.EXTENDED_BOOT, "boot", 2 * MEBIBYTE + ESP, bootBytes, identity);
        long root = 2 * MEBIBYTE + ESP + bootBytes;
        return new DiskLayout(
                bytes, bios, esp, boot, partition(PartitionType.ROOT_X86_64, "root", root, rest, identity));
    }

    private static Partition partition(
            PartitionType type, String name, long offset, long bytes, DiskIdentity identity) {
        return new Partition(
                type, identity.uuid("partition " + name), name, offset / Partition.SECTOR, bytes / Partition.SECTOR);
    }

    static long size(Partition partition) {
        return partition.sectors() * Partition.SECTOR;
    }
}
