package io.keelson.ostree.delta;

import io.keelson.ostree.Commit;
import io.keelson.ostree.DirTree;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The objects of a commit, with the paths at which its files are found. Directories with equal content are
/// looked into once, so of several paths through them one is known.
///
/// @param metadata directories and what is known about them, without the commit, in the order of the tree
/// @param files paths by file object
record TreeObjects(Set<ObjectName> metadata, Map<Digest, Set<String>> files) {
    /// A directory to look into.
    private record Open(String path, Digest tree) {}

    static TreeObjects none() {
        return new TreeObjects(Set.of(), Map.of());
    }

    static TreeObjects of(Repository repo, Digest commit) throws IOException {
        Commit root = repo.readCommit(commit);
        TreeObjects found = new TreeObjects(new LinkedHashSet<>(), new LinkedHashMap<>());
        Deque<Open> open = new ArrayDeque<>();
        found.enter(open, "", new DirTree.Sub(root.rootTree(), root.rootMeta()));
        while (!open.isEmpty()) {
            Open next = open.pop();
            found.look(open, next.path(), repo.readDirTree(next.tree()));
        }
        return found;
    }

    private void enter(Deque<Open> open, String path, DirTree.Sub directory) {
        metadata.add(new ObjectName(ObjectType.DIRMETA, directory.meta()));
        if (metadata.add(new ObjectName(ObjectType.DIRTREE, directory.tree()))) {
            open.push(new Open(path, directory.tree()));
        }
    }

    private void look(Deque<Open> open, String path, DirTree names) {
        names.files()
                .forEach((name, file) ->
                        files.computeIfAbsent(file, key -> new TreeSet<>()).add(path + "/" + name));
        names.dirs().forEach((name, sub) -> enter(open, path + "/" + name, sub));
    }
}
