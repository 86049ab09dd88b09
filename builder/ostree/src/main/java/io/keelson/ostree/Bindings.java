package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a commit says about the refs and the collection that it belongs to. It keeps a server from
/// passing off one ref's commit as another's.
///
/// @param refs the refs, or null when it does not say
/// @param collection the collection, or null when it does not say
public record Bindings(
        @Nullable List<String> refs, @Nullable String collection) {
    private static final String REFS = "ostree.ref-binding";
    private static final String COLLECTION = "ostree.collection-binding";

    /// What the metadata of a commit says.
    public static Bindings of(Map<String, Variant> metadata) {
        String collection = metadata.get(COLLECTION) instanceof Variant.Text text ? text.value() : null;
        return new Bindings(strings(metadata.get(REFS)).orElse(null), collection);
    }

    private static Optional<List<String>> strings(@Nullable Variant value) {
        if (!(value instanceof Variant.Sequence(var element, List<Variant> values))
                || !element.signature().equals("s")) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        values.forEach(text -> all.add(text.asString()));
        return Optional.of(all);
    }

    /// Checks that the commit may be found under a ref.
    ///
    /// @param ref the ref, or null when the commit was not found by one
    /// @param expected the collection of the ref, or null when it has none: then the commit's may be any
    /// @throws KeelsonException when it may not, in libostree's words
    public void check(@Nullable String ref, @Nullable String expected) {
        if (refs == null) {
            if (expected != null) {
                throw new KeelsonException("Expected commit metadata to have ref binding information, found none");
            }
            return;
        }
        if (ref != null && !refs.contains(ref)) {
            String bound = refs.isEmpty()
                    ? "no refs"
                    : refs.stream().map(name -> "‘" + name + "’").collect(Collectors.joining(", "));
            throw new KeelsonException(
                    "Commit has no requested ref ‘" + ref + "’ in ref binding metadata (" + bound + ")");
        }
        if (expected != null) {
            checkCollection(expected);
        }
    }

    private void checkCollection(String expected) {
        if (collection == null) {
            throw new KeelsonException(
                    "Expected commit metadata to have collection ID binding information, found none");
        }
        if (!collection.equals(expected)) {
            throw new KeelsonException("Commit has collection ID ‘" + collection + "’ in collection binding metadata, "
                    + "while the remote it came from has collection ID ‘" + expected + "’");
        }
    }
}
