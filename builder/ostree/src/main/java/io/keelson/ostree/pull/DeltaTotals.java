package io.keelson.ostree.pull;

/// What deltas consist of, parts and the objects that they leave out together.
///
/// @param parts how many
/// @param there how many of them bring nothing new
/// @param size bytes to fetch
/// @param thereSize bytes of those that bring nothing new
/// @param objectsSize bytes of what they bring, uncompressed
public record DeltaTotals(long parts, long there, long size, long thereSize, long objectsSize) {
    /// No delta at all.
    public static final DeltaTotals NONE = new DeltaTotals(0, 0, 0, 0, 0);

    DeltaTotals plus(long bytes, long unpacked, boolean isThere) {
        return new DeltaTotals(
                parts + 1,
                there + (isThere ? 1 : 0),
                size + bytes,
                thereSize + (isThere ? bytes : 0),
                objectsSize + unpacked);
    }
}
