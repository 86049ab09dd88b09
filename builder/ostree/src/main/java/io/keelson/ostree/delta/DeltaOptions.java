package io.keelson.ostree.delta;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a delta is made. Sizes are in megabytes of 10^6 bytes, as upstream's options are.
///
/// @param minFallbackSize new files that are larger are left out, for receivers to fetch by themselves;
///        0 puts everything into the delta
/// @param maxBsdiffSize old and new content together may have so much to be compared byte by byte
/// @param maxChunkSize when a part has more data than this, another is begun
/// @param bsdiff whether contents are compared byte by byte at all
/// @param inline whether the parts are in the superblock
/// @param endianness of the sizes in the superblock
/// @param file where the superblock goes, the parts beside it; null is the place in the repository
/// @param signer puts signatures round the superblock, or null
public record DeltaOptions(
        long minFallbackSize,
        long maxBsdiffSize,
        long maxChunkSize,
        boolean bsdiff,
        boolean inline,
        Endianness endianness,
        @Nullable Path file,
        @Nullable SuperblockSigner signer) {
    /// What upstream does when nothing is asked for.
    public static final DeltaOptions DEFAULTS =
            new DeltaOptions(4, 128, 32, true, false, Endianness.LITTLE, null, null);

    private static final long MEGABYTE = 1_000_000;

    /// @throws IllegalArgumentException when a size is negative or absurd
    public DeltaOptions {
        for (long size : new long[] {minFallbackSize, maxBsdiffSize, maxChunkSize}) {
            if (size < 0 || size > Long.MAX_VALUE / MEGABYTE) {
                throw new IllegalArgumentException("a size of " + size + " MB");
            }
        }
    }

    boolean isFallback(long size) {
        return minFallbackSize > 0 && size > minFallbackSize * MEGABYTE;
    }

    boolean mayBsdiff(long oldSize, long newSize) {
        return bsdiff && oldSize + newSize <= maxBsdiffSize * MEGABYTE;
    }

    long chunkBytes() {
        return maxChunkSize * MEGABYTE;
    }
}
