package io.keelson.ostree.sign;

import io.keelson.ostree.DetachedMetadata;
import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The `aay` of signatures below one key of an `a{sv}`.
final class SignatureList {
    static final VariantType TYPE = VariantType.of("aay");

    /// Checking one takes a pass over what is signed, so that many of them would stall whoever pulls.
    private static final int MOST = 1000;

    private SignatureList() {}

    /// Metadata from elsewhere; what cannot be read says nothing.
    static Map<String, Variant> untrusted(byte[] stored) {
        try {
            return DetachedMetadata.decode(stored);
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    /// The signatures; nothing when there is no such key or something else below it.
    static Optional<List<byte[]>> find(Map<String, Variant> metadata, String key) {
        Variant value = metadata.get(key);
        if (value == null || !value.type().equals(TYPE)) {
            return Optional.empty();
        }
        List<byte[]> signatures =
                value.children().stream().map(Variant::asBytes).toList();
        if (signatures.size() > MOST) {
            throw new KeelsonException(
                    signatures.size() + " signatures in '" + key + "' are more than the " + MOST + " that are allowed");
        }
        return Optional.of(signatures);
    }

    /// The metadata with one signature more.
    static Map<String, Variant> append(Map<String, Variant> metadata, String key, byte[] signature) {
        List<byte[]> before = find(metadata, key).orElse(List.of());
        List<byte[]> after = new ArrayList<>(before);
        after.add(signature);
        return replace(metadata, key, after);
    }

    /// The metadata with these signatures below the key, which goes when there are none.
    static Map<String, Variant> replace(Map<String, Variant> metadata, String key, List<byte[]> signatures) {
        Map<String, Variant> changed = new LinkedHashMap<>(metadata);
        if (signatures.isEmpty()) {
            changed.remove(key);
        } else {
            List<Variant> values = signatures.stream().map(Variant::of).toList();
            changed.put(key, new Variant.Sequence(((VariantType.Array) TYPE).element(), values));
        }
        return changed;
    }
}
