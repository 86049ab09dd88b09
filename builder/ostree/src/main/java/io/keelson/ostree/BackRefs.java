package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.Optional;

/// Checks that the refs a commit names point at it.
record BackRefs(Repository repo) {
    /// @throws KeelsonException when one does not, in libostree's words
    void check(Digest commit, Bindings bindings) throws IOException {
        if (bindings.refs() == null) {
            return;
        }
        for (String ref : bindings.refs()) {
            String what = bindings.collection() == null
                    ? "Ref ‘" + ref + "’"
                    : "Collection–ref (" + bindings.collection() + ", " + ref + ")";
            Optional<Digest> found = bindings.collection() == null
                    ? repo.refs().find(ref)
                    : repo.collectionRefs().find(new CollectionRef(bindings.collection(), ref));
            if (found.isEmpty()) {
                throw new KeelsonException(what + " in bindings for commit " + commit + " does not exist");
            }
            if (!found.get().equals(commit)) {
                throw new KeelsonException(
                        what + " in bindings for commit " + commit + " does not resolve to that commit");
            }
        }
    }
}
