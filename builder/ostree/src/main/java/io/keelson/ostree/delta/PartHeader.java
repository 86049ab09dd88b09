package io.keelson.ostree.delta;

import io.keelson.ostree.ObjectName;
import io.keelson.release.Digest;
import java.util.List;

/// What a superblock says about one part.
///
/// @param index its number, and the name of its file
/// @param version the version of its format; we know 0
/// @param checksum of the bytes of the part
/// @param size how many bytes the part has
/// @param objectsSize how many bytes its objects have, uncompressed
/// @param objects what executing the part makes, in that order
public record PartHeader(
        int index, int version, Digest checksum, long size, long objectsSize, List<ObjectName> objects) {
    /// Copies the list.
    public PartHeader {
        objects = List.copyOf(objects);
    }
}
