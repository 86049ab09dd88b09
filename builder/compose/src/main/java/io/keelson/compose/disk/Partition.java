package io.keelson.compose.disk;

import java.util.UUID;

/// A part of a disk.
///
/// @param first sector of 512 bytes where it begins
/// @param sectors how many it has
public record Partition(PartitionType type, UUID uuid, String name, long first, long sectors) {
    /// Bytes of a sector.
    public static final int SECTOR = 512;

    private static final int MAX_NAME = 36;

    public Partition {
        if (first < 0 || sectors < 1 || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("partition " + name + ": " + first + " + " + sectors);
        }
    }

    /// Its last sector.
    public long last() {
        return first + sectors - 1;
    }

    /// Where it begins in the file, in bytes.
    public long offset() {
        return first * SECTOR;
    }
}
