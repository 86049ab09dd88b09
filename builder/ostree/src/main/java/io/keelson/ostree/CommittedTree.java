package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tree of a commit, to be looked into by path.
public final class CommittedTree {
    private final Repository repo;
    private final Dir root;

    /// One name in a tree.
    public sealed interface Node {}

    /// A file or symbolic link.
    public record File(Digest checksum) implements Node {}

    /// A directory.
    public record Dir(Digest tree, Digest meta) implements Node {}

    /// What a walk meets: directories before what is in them, files before directories.
    public interface Visitor {
        /// Meets what is at `path`, which is absolute.
        void visit(String path, Node node) throws IOException;
    }

    /// The tree of `commit`, which is read at once.
    public CommittedTree(Repository repo, Digest commit) throws IOException {
        this.repo = repo;
        Commit read = repo.readCommit(commit);
        this.root = new Dir(read.rootTree(), read.rootMeta());
    }

    /// What is at a path; symbolic links are not followed.
    ///
    /// @throws KeelsonException when there is nothing
    public Node find(String path) throws IOException {
        Node at = root;
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                at = child(at, part, path);
            }
        }
        return at;
    }

    /// Whether there is something at a path.
    public boolean has(String path) throws IOException {
        return lookup(path) != null;
    }

    private @Nullable Node lookup(String path) throws IOException {
        Node at = root;
        for (String part : path.split("/", -1)) {
            if (at == null || part.isEmpty() || part.equals(".")) {
                continue;
            }
            at = at instanceof Dir dir ? child(dir, part) : null;
        }
        return at;
    }

    private @Nullable Node child(Dir dir, String name) throws IOException {
        DirTree names = repo.readDirTree(dir.tree());
        Digest file = names.files().get(name);
        DirTree.Sub sub = names.dirs().get(name);
        return file != null ? new File(file) : sub == null ? null : dir(sub);
    }

    private Node child(Node parent, String name, String path) throws IOException {
        if (!(parent instanceof Dir dir)) {
            throw new KeelsonException("Not a directory");
        }
        Node found = child(dir, name);
        if (found == null) {
            throw new KeelsonException("No such file or directory: " + path);
        }
        return found;
    }

    private static Dir dir(DirTree.Sub sub) {
        return new Dir(sub.tree(), sub.meta());
    }

    /// Visits what is in a directory.
    ///
    /// @param path of the directory, absolute
    /// @param deep whether to go into directories, too
    public void walk(String path, Dir dir, boolean deep, Visitor visitor) throws IOException {
        String prefix = path.endsWith("/") ? path : path + "/";
        DirTree names = repo.readDirTree(dir.tree());
        for (Map.Entry<String, Digest> file : names.files().entrySet()) {
            visitor.visit(prefix + file.getKey(), new File(file.getValue()));
        }
        for (Map.Entry<String, DirTree.Sub> sub : names.dirs().entrySet()) {
            Dir child = dir(sub.getValue());
            visitor.visit(prefix + sub.getKey(), child);
            if (deep) {
                walk(prefix + sub.getKey(), child, true, visitor);
            }
        }
    }
}
