package io.keelson.ostree.delta;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is round a superblock that is signed.
record Envelope(Range content, Map<String, Variant> signatures) {
    /// `OSTSGNDT`
    static final long MAGIC = 0x4F535453474E4454L;

    private static final List<VariantType> MEMBERS =
            List.of(VariantType.Basic.UINT64, Variant.BYTES, Variant.DICTIONARY);
    private static final String PREFIX = "ostree.sign.";
    private static final long MAX_SIGNATURES = 1 << 20;

    /// The envelope, or null when there is none. One without signatures is none, as for libostree.
    static @Nullable Envelope of(Blob blob) {
        if (blob.size() < Long.BYTES || magic(blob) != MAGIC) {
            return null;
        }
        List<Range> members = new Frames(blob).tuple(blob.all(), MEMBERS);
        if (members.getLast().length() > MAX_SIGNATURES) {
            throw new IllegalArgumentException(
                    "signatures of " + members.getLast().length() + " bytes");
        }
        Map<String, Variant> signatures = Variant.decode(Variant.DICTIONARY, blob.bytes(members.getLast()))
                .asDictionary();
        boolean signed = signatures.keySet().stream().anyMatch(key -> key.startsWith(PREFIX));
        return signed ? new Envelope(members.get(1), signatures) : null;
    }

    private static long magic(Blob blob) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | blob.at(i);
        }
        return value;
    }
}
