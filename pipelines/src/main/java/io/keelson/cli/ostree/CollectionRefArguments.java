package io.keelson.cli.ostree;

import io.keelson.ostree.CollectionRef;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;

/// `COLLECTION-ID REF [COLLECTION-ID REF...]`.
final class CollectionRefArguments {
    private CollectionRefArguments() {}

    /// @throws KeelsonException when a half of a pair is missing, or cannot be what it should
    static List<CollectionRef> parse(List<String> words) {
        if (words.size() < 2) {
            throw new KeelsonException("At least one COLLECTION-ID REF pair must be specified");
        }
        if (words.size() % 2 != 0) {
            throw new KeelsonException("Only complete COLLECTION-ID REF pairs may be specified");
        }
        List<CollectionRef> refs = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2) {
            refs.add(new CollectionRef(words.get(i), words.get(i + 1)));
        }
        return refs;
    }
}
