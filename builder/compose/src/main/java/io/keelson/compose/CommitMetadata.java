package io.keelson.compose;

import com.fasterxml.jackson.databind.JsonNode;
import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.packages.LockedPackage;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// Collects what a commit says of itself. Keys are sorted, so that the same facts give the same bytes;
/// the ref binding comes last, as libostree writes it.
final class CommitMetadata {
    private static final VariantType PACKAGE = VariantType.of("(sssss)");
    private static final VariantType REPOSITORY = VariantType.of("a{sv}");

    private final SortedMap<String, Variant> values = new TreeMap<>();

    /// Values of the treefile: texts, truth values, whole numbers and lists of texts. Numbers are stored
    /// with the most significant byte first, as rpm-ostree does.
    void addJson(String where, Map<String, JsonNode> entries) {
        entries.forEach((key, value) -> values.put(key, variant(where + ": " + key, value)));
    }

    void add(String key, String value) {
        values.put(key, Variant.of(value));
    }

    void add(String key, boolean value) {
        values.put(key, Variant.of(value));
    }

    void add(String key, List<String> value) {
        values.put(key, Variant.strings(value));
    }

    void addInputHash(Digest hash) {
        add("rpmostree.inputhash", hash.hex());
    }

    /// The package list and where it came from, in the form that rpm-ostree's tools read.
    void addPackages(List<LockedPackage> packages) {
        List<Variant> list = new ArrayList<>();
        packages.forEach(locked -> list.add(tuple(locked)));
        values.put("rpmostree.rpmdb.pkglist", new Variant.Sequence(PACKAGE, list));
        List<Variant> repos = packages.stream()
                .map(LockedPackage::repo)
                .distinct()
                .sorted()
                .map(repo -> Variant.dictionary(Map.of("id", Variant.of(repo))))
                .toList();
        values.put("rpmostree.rpmmd-repos", new Variant.Sequence(REPOSITORY, repos));
    }

    private static Variant tuple(LockedPackage locked) {
        String version = locked.version();
        int colon = version.indexOf(':');
        int dash = version.lastIndexOf('-');
        String epoch = colon < 0 ? "0" : version.substring(0, colon);
        String upstream = version.substring(colon + 1, dash > colon ? dash : version.length());
        String release = dash > colon ? version.substring(dash + 1) : "";
        return Variant.tuple(
                Variant.of(locked.name()),
                Variant.of(epoch),
                Variant.of(upstream),
                Variant.of(release),
                Variant.of(locked.arch()));
    }

    /// All values in the order in which they are written.
    Map<String, Variant> build(List<String> refs) {
        Map<String, Variant> all = new LinkedHashMap<>(values);
        all.put("ostree.ref-binding", Variant.strings(refs.stream().sorted().toList()));
        return all;
    }

    private static Variant variant(String where, JsonNode value) {
        if (value.isTextual()) {
            return Variant.of(value.textValue());
        }
        if (value.isBoolean()) {
            return Variant.of(value.booleanValue());
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Variant.swapped(value.longValue());
        }
        if (value.isArray() && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual)) {
            return Variant.strings(StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList());
        }
        throw KeelsonException.usage(
                where + ": commit metadata can be text, true or false, a whole number, or a list of texts");
    }
}
