package io.keelson.compose;

import io.keelson.ostree.Commit;
import io.keelson.ostree.DirTree;
import io.keelson.ostree.FileObject;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The commit that a new one is compared with.
record Previous(Digest checksum, Commit commit) {
    /// The commit of a revision, or of the ref when `revision` is null; null when there is none.
    static @Nullable Previous find(Repository repository, @Nullable String revision, @Nullable String ref)
            throws IOException {
        Optional<Digest> found = Optional.empty();
        if (revision != null) {
            found = Optional.of(repository.refs().resolve(revision));
        } else if (ref != null) {
            found = repository.refs().find(ref);
        }
        if (found.isEmpty() || !repository.has(new ObjectName(ObjectType.COMMIT, found.get()))) {
            return null;
        }
        return new Previous(found.get(), repository.readCommit(found.get()));
    }

    /// A text of the commit's metadata, or null.
    @Nullable
    String text(String key) {
        Variant value = commit.metadata().get(key);
        return value instanceof Variant.Text text ? text.value() : null;
    }

    /// The text of a file, empty when there is none.
    String file(Repository repository, String path) throws IOException {
        DirTree tree = repository.readDirTree(commit.rootTree());
        List<String> parts = List.of(path.split("/"));
        for (String part : parts.subList(0, parts.size() - 1)) {
            DirTree.Sub sub = tree.dirs().get(part);
            if (sub == null) {
                return "";
            }
            tree = repository.readDirTree(sub.tree());
        }
        Digest file = tree.files().get(parts.getLast());
        if (file == null) {
            return "";
        }
        try (FileObject object = repository.readFile(file)) {
            return new String(object.content().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
