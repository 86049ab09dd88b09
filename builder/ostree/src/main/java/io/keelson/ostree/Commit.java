package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A root directory with a history.
///
/// @param metadata by key; the order is part of the commit's bytes
/// @param parent the commit before this one, or null
/// @param timestamp seconds after the epoch
public record Commit(
        Map<String, Variant> metadata,
        @Nullable Digest parent,
        String subject,
        String body,
        long timestamp,
        Digest rootTree,
        Digest rootMeta) {
    static final VariantType TYPE = VariantType.of("(a{sv}aya(say)sstayay)");
    private static final VariantType RELATED = VariantType.of("(say)");

    /// Copies the metadata.
    ///
    /// @throws IllegalArgumentException when a key is empty
    public Commit {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (metadata.containsKey("")) {
            throw new IllegalArgumentException("Empty metadata key");
        }
    }

    /// The bytes of the object.
    public byte[] encode() {
        return Variant.tuple(
                        Variant.dictionary(metadata),
                        Variant.of(parent == null ? new byte[0] : parent.raw()),
                        new Variant.Sequence(RELATED, List.of()),
                        Variant.of(subject),
                        Variant.of(body),
                        Variant.swapped(timestamp),
                        Variant.of(rootTree.raw()),
                        Variant.of(rootMeta.raw()))
                .encode();
    }

    /// Reads the bytes of an object.
    ///
    /// @throws IllegalArgumentException when they are malformed
    public static Commit decode(byte[] object) {
        List<Variant> members = Variant.decode(TYPE, object).children();
        byte[] parent = members.get(1).asBytes();
        return new Commit(
                members.get(0).asDictionary(),
                parent.length == 0 ? null : Names.digest(parent),
                members.get(3).asString(),
                members.get(4).asString(),
                members.get(5).asSwappedLong(),
                Names.digest(members.get(6).asBytes()),
                Names.digest(members.get(7).asBytes()));
    }

    /// The checksum of the tree alone: equal for commits with equal content.
    public Digest contentChecksum() {
        MessageDigest digest = Digest.sha256();
        digest.update(rootTree.raw());
        digest.update(rootMeta.raw());
        return Digest.of(digest);
    }
}
