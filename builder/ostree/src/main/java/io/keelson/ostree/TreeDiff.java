package io.keelson.ostree;

import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What differs between two trees: paths of files and directories with another content, owner, mode or attributes;
/// paths that are gone, without what was below them; paths that are new, with what is below.
///
/// @param modified absolute paths, as in the other lists
public record TreeDiff(List<String> modified, List<String> removed, List<String> added) {
    /// A directory in a comparison.
    sealed interface Side permits CommittedSide, DiskSide {
        /// What is in it, by name.
        SortedMap<String, Entry> entries() throws IOException;
    }

    /// A name in a directory.
    sealed interface Entry {}

    /// A file; its checksum may have to be computed.
    record File(Checksum checksum) implements Entry {}

    /// A directory; the checksum is that of its own owner, mode and attributes.
    record Dir(Side side, Checksum meta) implements Entry {}

    /// A checksum that costs something.
    interface Checksum {
        Digest get() throws IOException;
    }

    /// Compares the trees of two commits.
    public static TreeDiff between(Repository repo, Digest from, Digest to) throws IOException {
        return between(CommittedSide.of(repo, from), CommittedSide.of(repo, to));
    }

    /// Compares the tree of a commit with a directory on disk, read through `filter`.
    public static TreeDiff between(Repository repo, Digest from, Path to, CommitFilter filter) throws IOException {
        return between(CommittedSide.of(repo, from), new DiskSide(to, "/", filter));
    }

    /// Compares two directories on disk.
    public static TreeDiff between(Path from, Path to, CommitFilter filter) throws IOException {
        return between(new DiskSide(from, "/", filter), new DiskSide(to, "/", filter));
    }

    private static TreeDiff between(Side from, Side to) throws IOException {
        TreeDiff diff = new TreeDiff(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        diff.compare(from, to, "");
        return diff;
    }

    private void compare(Side from, Side to, String path) throws IOException {
        if (from.equals(to)) {
            return;
        }
        SortedMap<String, Entry> before = from.entries();
        SortedMap<String, Entry> after = to.entries();
        for (Map.Entry<String, Entry> entry : before.entrySet()) {
            String name = path + "/" + entry.getKey();
            Entry other = after.get(entry.getKey());
            if (other == null) {
                removed.add(name);
            } else {
                compare(entry.getValue(), other, name);
            }
        }
        for (Map.Entry<String, Entry> entry : after.entrySet()) {
            if (!before.containsKey(entry.getKey())) {
                add(entry.getValue(), path + "/" + entry.getKey());
            }
        }
    }

    private void compare(Entry from, Entry to, String name) throws IOException {
        if (from instanceof Dir(Side before, Checksum oldMeta) && to instanceof Dir(Side after, Checksum newMeta)) {
            if (!oldMeta.get().equals(newMeta.get())) {
                modified.add(name);
            }
            compare(before, after, name);
        } else if (!(from instanceof File(Checksum before)
                && to instanceof File(Checksum after)
                && before.get().equals(after.get()))) {
            modified.add(name);
        }
    }

    private void add(Entry entry, String name) throws IOException {
        added.add(name);
        if (entry instanceof Dir dir) {
            for (Map.Entry<String, Entry> child : dir.side().entries().entrySet()) {
                add(child.getValue(), name + "/" + child.getKey());
            }
        }
    }
}
