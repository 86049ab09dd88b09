package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a repository tells its clients in one file: refs, deltas, and anything else by key.
///
/// @param refs its own refs
/// @param metadata by key, among them [#COLLECTION_ID] and [#COLLECTION_MAP]
public record Summary(SortedMap<String, Entry> refs, Map<String, Variant> metadata) {
    /// The most that a summary may have.
    public static final int MAX_BYTES = 128 << 20;

    /// Whose collection the refs are.
    public static final String COLLECTION_ID = "ostree.summary.collection-id";

    /// Refs of other collections.
    public static final String COLLECTION_MAP = "ostree.summary.collection-map";

    /// Name and digest of each delta's superblock.
    public static final String STATIC_DELTAS = Deltas.KEY;

    private static final VariantType REFS = VariantType.of("a(s(taya{sv}))");
    private static final VariantType REF = ((VariantType.Array) REFS).element();
    private static final VariantType TYPE = VariantType.of("(a(s(taya{sv}))a{sv})");
    private static final VariantType MAP = VariantType.of("a{sa(s(taya{sv}))}");

    /// What is said about a ref.
    ///
    /// @param size bytes of the commit object
    public record Entry(long size, Digest commit, Map<String, Variant> metadata) {}

    /// Says what is beside a summary, as signatures.
    public interface Signatures {
        /// What `summary.sig` has for a summary of these bytes; nothing when there is to be none.
        Map<String, Variant> of(byte[] summary) throws IOException;
    }

    /// Copies both.
    public Summary {
        refs = Collections.unmodifiableSortedMap(Names.sorted(refs));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /// The bytes of the file.
    public byte[] encode() {
        return Variant.tuple(variant(refs), Variant.dictionary(metadata)).encode();
    }

    static Variant variant(SortedMap<String, Entry> refs) {
        List<Variant> list = new ArrayList<>(refs.size());
        refs.forEach((name, entry) -> list.add(Variant.tuple(
                Variant.of(name),
                Variant.tuple(
                        Variant.u64(entry.size()),
                        Variant.of(entry.commit().raw()),
                        Variant.dictionary(entry.metadata())))));
        return new Variant.Sequence(REF, list);
    }

    static Variant map(SortedMap<String, SortedMap<String, Entry>> collections) {
        List<Variant> list = new ArrayList<>(collections.size());
        collections.forEach((id, refs) -> list.add(new Variant.Entry(Variant.of(id), variant(refs))));
        return new Variant.Sequence(((VariantType.Array) MAP).element(), list);
    }

    /// The file as the plain value that it is.
    ///
    /// @throws IllegalArgumentException when it is malformed
    public static Variant variant(byte[] file) {
        return Variant.decode(TYPE, file);
    }

    /// Reads the bytes of the file.
    ///
    /// @throws IllegalArgumentException when they are malformed
    public static Summary decode(byte[] file) {
        Variant root = variant(file);
        return new Summary(refs(root.child(0)), root.child(1).asDictionary());
    }

    private static SortedMap<String, Entry> refs(Variant list) {
        SortedMap<String, Entry> refs = Names.sorted(Map.of());
        for (Variant ref : list.children()) {
            Variant entry = ref.child(1);
            refs.put(
                    ref.child(0).asString(),
                    new Entry(
                            entry.child(0).asLong(),
                            Names.digest(entry.child(1).asBytes()),
                            entry.child(2).asDictionary()));
        }
        return refs;
    }

    /// The refs of other collections, by collection.
    ///
    /// @throws IllegalArgumentException when they are malformed
    public SortedMap<String, SortedMap<String, Entry>> collections() {
        SortedMap<String, SortedMap<String, Entry>> all = new TreeMap<>(Names.BYTE_ORDER);
        Variant map = metadata.get(COLLECTION_MAP);
        if (map != null && map.type().equals(MAP)) {
            for (Variant collection : map.children()) {
                all.put(collection.child(0).asString(), refs(collection.child(1)));
            }
        }
        return all;
    }
}
