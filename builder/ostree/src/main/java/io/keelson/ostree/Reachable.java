package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Finds the objects that a commit consists of.
final class Reachable {
    private final Repository repo;
    private final boolean tolerant;
    private final Set<ObjectName> found = new HashSet<>();

    /// @param tolerant whether what is malformed counts as if nothing were below it
    Reachable(Repository repo, boolean tolerant) {
        this.repo = repo;
        this.tolerant = tolerant;
    }

    /// The commit and everything below it, with what was found before.
    ///
    /// @throws KeelsonException when a directory is missing or malformed
    Set<ObjectName> of(Digest commit) throws IOException {
        ObjectName name = new ObjectName(ObjectType.COMMIT, commit);
        found.add(name);
        try {
            Commit read = repo.readCommit(commit);
            directory(new DirTree.Sub(read.rootTree(), read.rootMeta()));
        } catch (CorruptedObject e) {
            forgive(e);
        }
        return found;
    }

    private void forgive(CorruptedObject e) {
        if (!tolerant) {
            throw e;
        }
    }

    private void directory(DirTree.Sub sub) throws IOException {
        found.add(new ObjectName(ObjectType.DIRMETA, sub.meta()));
        if (!found.add(new ObjectName(ObjectType.DIRTREE, sub.tree()))) {
            return;
        }
        try {
            children(sub);
        } catch (CorruptedObject e) {
            forgive(e);
        }
    }

    private void children(DirTree.Sub sub) throws IOException {
        DirTree names = repo.readDirTree(sub.tree());
        names.files().values().forEach(file -> found.add(new ObjectName(ObjectType.FILE, file)));
        for (Map.Entry<String, DirTree.Sub> child : names.dirs().entrySet()) {
            directory(child.getValue());
        }
    }
}
