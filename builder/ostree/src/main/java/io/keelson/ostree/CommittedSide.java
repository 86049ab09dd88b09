package io.keelson.ostree;

import io.keelson.release.Digest;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/// A directory in a commit. Equal when the names and everything below them are.
record CommittedSide(Repository repo, Digest tree) implements TreeDiff.Side {
    static CommittedSide of(Repository repo, Digest commit) throws IOException {
        return new CommittedSide(repo, repo.readCommit(commit).rootTree());
    }

    @Override
    public SortedMap<String, TreeDiff.Entry> entries() throws IOException {
        SortedMap<String, TreeDiff.Entry> entries = new TreeMap<>(Names.BYTE_ORDER);
        DirTree names = repo.readDirTree(tree);
        names.files().forEach((name, file) -> entries.put(name, new TreeDiff.File(() -> file)));
        names.dirs()
                .forEach((name, sub) ->
                        entries.put(name, new TreeDiff.Dir(new CommittedSide(repo, sub.tree()), sub::meta)));
        return entries;
    }
}
