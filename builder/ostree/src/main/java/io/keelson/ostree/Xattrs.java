package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Extended attributes, sorted by name; those with an empty value do not count.
public record Xattrs(List<Xattr> entries) {
    /// No attributes.
    public static final Xattrs EMPTY = new Xattrs(List.of());

    private static final VariantType ELEMENT = VariantType.of("(ayay)");

    /// Sorts, and drops what has no value.
    public Xattrs {
        entries = entries.stream()
                .filter(entry -> entry.value().length > 0)
                .sorted((a, b) -> Names.BYTE_ORDER.compare(a.name(), b.name()))
                .toList();
    }

    /// Attributes by name.
    public static Xattrs of(Map<String, byte[]> map) {
        if (map.isEmpty()) {
            return EMPTY;
        }
        List<Xattr> entries = new ArrayList<>();
        map.forEach((name, value) -> entries.add(new Xattr(name, value)));
        return new Xattrs(entries);
    }

    /// The value of an attribute, or null.
    public byte @Nullable [] get(String name) {
        for (Xattr entry : entries) {
            if (entry.name().equals(name)) {
                return entry.value();
            }
        }
        return null;
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// The same attributes and one more, or one replaced; an empty value removes it.
    public Xattrs with(String name, byte[] value) {
        SortedMap<String, byte[]> map = asMap();
        map.put(name, value);
        return of(map);
    }

    /// By name, a fresh map.
    public SortedMap<String, byte[]> asMap() {
        SortedMap<String, byte[]> map = new TreeMap<>(Names.BYTE_ORDER);
        entries.forEach(entry -> map.put(entry.name(), entry.value()));
        return map;
    }

    /// `a(ayay)`
    public Variant toVariant() {
        return new Variant.Sequence(ELEMENT, entries.stream().map(Xattrs::pair).toList());
    }

    private static Variant pair(Xattr entry) {
        byte[] name = (entry.name() + "\0").getBytes(StandardCharsets.UTF_8);
        return Variant.tuple(Variant.of(name), Variant.of(entry.value()));
    }

    static Xattrs of(Variant variant) {
        List<Variant> pairs = variant.children();
        if (pairs.isEmpty()) {
            return EMPTY;
        }
        Xattrs xattrs = new Xattrs(pairs.stream()
                .map(pair ->
                        new Xattr(pair.child(0).asByteString(), pair.child(1).asBytes()))
                .toList());
        if (!xattrs.toVariant().equals(variant)) {
            throw new IllegalArgumentException("extended attributes are not sorted, or empty");
        }
        return xattrs;
    }
}
