package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the objects that commits consist of. Walks without recursion: how deep directories lie
/// is up to those who made them.
public final class Reachable {
    /// Depth of a history without end.
    public static final int ALL = -1;

    private final Repository repo;
    private final Scope scope;
    private final Set<ObjectName> found = new HashSet<>();

    /// How many commits before a known one were visited, too; more are visited only once.
    private final Map<Digest, Integer> depths = new HashMap<>();

    /// What belongs to a commit.
    public enum Scope {
        /// The commit alone.
        COMMITS,
        /// Everything; only commits that are not whole may lack directories.
        OBJECTS,
        /// Everything that its parts name, even where those are missing or malformed.
        WHATEVER_IS_NAMED
    }

    /// Knows nothing yet.
    public Reachable(Repository repo, Scope scope) {
        this.repo = repo;
        this.scope = scope;
    }

    /// Adds a commit and so many before it; the walk ends where one is not there.
    ///
    /// @param depth how many before it, or [#ALL]
    /// @throws KeelsonException when a directory is malformed, or is missing although the commit is whole
    public void add(Digest commit, int depth) throws IOException {
        int left = depth == ALL ? Integer.MAX_VALUE : depth;
        Digest at = commit;
        while (at != null && left >= 0 && depths.getOrDefault(at, -1) < left) {
            if (!repo.has(new ObjectName(ObjectType.COMMIT, at))) {
                return;
            }
            Integer before = depths.put(at, left);
            at = before == null ? objects(at) : repo.readCommit(at).parent();
            left = left == Integer.MAX_VALUE ? left : left - 1;
        }
    }

    /// What was found.
    public Set<ObjectName> names() {
        return Collections.unmodifiableSet(found);
    }

    /// Adds a commit with what it consists of and says which one was before it.
    private @Nullable Digest objects(Digest commit) throws IOException {
        found.add(new ObjectName(ObjectType.COMMIT, commit));
        try {
            Commit read = repo.readCommit(commit);
            if (scope != Scope.COMMITS) {
                boolean whole = repo.partialCommits().state(commit) == PartialCommits.State.WHOLE;
                directories(new DirTree.Sub(read.rootTree(), read.rootMeta()), whole);
            }
            return read.parent();
        } catch (CorruptedObject e) {
            forgive(e);
            return null;
        }
    }

    private void forgive(CorruptedObject e) {
        if (scope != Scope.WHATEVER_IS_NAMED) {
            throw e;
        }
    }

    private void directories(DirTree.Sub root, boolean whole) throws IOException {
        Deque<DirTree.Sub> waiting = new ArrayDeque<>();
        waiting.push(root);
        while (!waiting.isEmpty()) {
            DirTree.Sub next = waiting.pop();
            found.add(new ObjectName(ObjectType.DIRMETA, next.meta()));
            ObjectName tree = new ObjectName(ObjectType.DIRTREE, next.tree());
            if (!found.contains(tree) && (mustExist(whole) || repo.has(tree))) {
                children(tree, waiting);
            }
            found.add(tree);
        }
    }

    private boolean mustExist(boolean whole) {
        return whole && scope == Scope.OBJECTS;
    }

    private void children(ObjectName tree, Deque<DirTree.Sub> waiting) throws IOException {
        try {
            DirTree names = repo.readDirTree(tree.checksum());
            names.files().values().forEach(file -> found.add(new ObjectName(ObjectType.FILE, file)));
            waiting.addAll(names.dirs().values());
        } catch (CorruptedObject e) {
            forgive(e);
        }
    }
}
