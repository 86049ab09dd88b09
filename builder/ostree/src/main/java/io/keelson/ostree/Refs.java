package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The refs of a repository: names for commits. A refspec is `NAME` or `REMOTE:NAME`.
/// Changes here take effect at once; [Transaction#setRef] changes refs together with objects.
public final class Refs {
    private final Repository repo;
    private final Path root;

    Refs(Repository repo) {
        this.repo = repo;
        this.root = repo.path().resolve("refs");
    }

    /// The commit that a revision means: a checksum, the unique beginning of one, a refspec; each
    /// `^` at the end goes to the parent.
    ///
    /// @throws KeelsonException when there is no such commit or the beginning fits several
    public Digest resolve(String revision) throws IOException {
        int end = revision.length();
        while (end > 0 && revision.charAt(end - 1) == '^') {
            end--;
        }
        String wanted = revision.substring(0, end);
        Digest commit =
                tryResolve(wanted).orElseThrow(() -> new KeelsonException("Refspec '" + wanted + "' not found"));
        for (int i = end; i < revision.length(); i++) {
            Digest parent = repo.readCommit(commit).parent();
            if (parent == null) {
                throw new KeelsonException("Commit " + commit + " has no parent");
            }
            commit = parent;
        }
        return commit;
    }

    private Optional<Digest> tryResolve(String revision) throws IOException {
        if (Digest.isHex(revision)) {
            return Optional.of(Digest.parse(revision));
        }
        Optional<Digest> commit = byPrefix(revision);
        return commit.isPresent() ? commit : find(revision);
    }

    private Optional<Digest> byPrefix(String prefix) throws IOException {
        if (prefix.isEmpty()
                || !prefix.chars().allMatch(c -> Character.digit(c, 16) >= 0 && !Character.isUpperCase(c))) {
            return Optional.empty();
        }
        List<Digest> fitting = repo.objectNames().stream()
                .filter(name -> name.type() == ObjectType.COMMIT
                        && name.checksum().hex().startsWith(prefix))
                .map(ObjectName::checksum)
                .toList();
        if (fitting.size() > 1) {
            throw new KeelsonException("Refspec " + prefix + " not unique");
        }
        return fitting.stream().findFirst();
    }

    /// The commit of a ref. A name without remote is looked for in our own refs, then in those of
    /// the remotes, then in the parent repository.
    ///
    /// @throws KeelsonException when `refspec` cannot be one
    public Optional<Digest> find(String refspec) throws IOException {
        RefName ref = RefName.parse(refspec);
        Optional<Digest> own = read(ref.in(root));
        if (own.isPresent() || ref.remote() != null) {
            return own;
        }
        Optional<Digest> remote = findInRemotes(ref.name());
        Repository parent = repo.parent();
        return remote.isPresent() || parent == null ? remote : parent.refs().find(refspec);
    }

    private Optional<Digest> findInRemotes(String name) throws IOException {
        Path remotes = root.resolve("remotes");
        Optional<Digest> full = read(remotes.resolve(name));
        if (full.isPresent()) {
            return full;
        }
        for (Path remote : Durable.list(remotes)) {
            Optional<Digest> found = read(remote.resolve(name));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    static Optional<Digest> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String text;
        try {
            text = Files.readString(file).stripTrailing();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (!Digest.isHex(text)) {
            throw new KeelsonException("Invalid ref " + file + ": not a checksum");
        }
        return Optional.of(Digest.parse(text));
    }

    /// All refs of our own and of remotes, by refspec.
    public SortedMap<String, Digest> list() throws IOException {
        SortedMap<String, Digest> all = new TreeMap<>(Names.BYTE_ORDER);
        for (Map.Entry<String, Path> file : files().entrySet()) {
            read(file.getValue()).ifPresent(commit -> all.put(file.getKey(), commit));
        }
        return all;
    }

    /// Those of our own refs that are other names for another: alias and what it points at.
    public SortedMap<String, String> aliases() throws IOException {
        SortedMap<String, String> aliases = new TreeMap<>(Names.BYTE_ORDER);
        Path heads = root.resolve("heads");
        for (Map.Entry<String, Path> file : files().entrySet()) {
            Path path = file.getValue();
            if (path.startsWith(heads) && Files.isSymbolicLink(path)) {
                Path target = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
                aliases.put(file.getKey(), heads.normalize().relativize(target).toString());
            }
        }
        return aliases;
    }

    private SortedMap<String, Path> files() throws IOException {
        SortedMap<String, Path> files = new TreeMap<>(Names.BYTE_ORDER);
        collect(root.resolve("heads"), "", files);
        Path remotes = root.resolve("remotes");
        if (!Files.isDirectory(remotes)) {
            throw new KeelsonException("Listing refs: opendir(" + remotes + "): No such file or directory");
        }
        for (Path remote : Durable.list(remotes)) {
            collect(remote, remote.getFileName() + ":", files);
        }
        return files;
    }

    static void collect(Path base, String prefix, SortedMap<String, Path> files) throws IOException {
        if (!Files.isDirectory(base)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(base)) {
            walk.filter(Files::isRegularFile).forEach(file -> {
                String name = base.relativize(file).toString();
                if (RefName.isName(name)) {
                    files.put(prefix + name, file);
                }
            });
        }
    }

    /// Points a ref at a commit, making it if need be.
    ///
    /// @throws KeelsonException when `refspec` cannot be one, or conflicts with another: `a` and `a/b`
    public void set(String refspec, Digest commit) throws IOException {
        write(refspec, commit, repo.fsync());
        changed();
    }

    /// Points a ref at a commit without telling anybody.
    void write(String refspec, Digest commit, boolean fsync) throws IOException {
        RefName ref = RefName.parse(refspec);
        write(ref.base(root), ref.name(), commit, fsync);
    }

    void write(Path base, String name, Digest commit, boolean fsync) throws IOException {
        Durable.replace(prepare(base, name), commit.hex() + "\n", fsync);
    }

    /// Removes a ref; that it does not exist is no failure.
    public void delete(String refspec) throws IOException {
        RefName ref = RefName.parse(refspec);
        remove(ref.base(root), ref.name());
    }

    void remove(Path base, String name) throws IOException {
        Path file = base.resolve(name);
        if (Files.deleteIfExists(file)) {
            removeEmptyParents(file, base);
            changed();
        }
    }

    /// Makes `alias` another name for the ref `target`.
    public void alias(String alias, String target) throws IOException {
        RefName name = RefName.parse(alias);
        RefName wanted = RefName.parse(target);
        if (name.remote() != null || wanted.remote() != null) {
            throw new KeelsonException("Cannot create alias to remote ref: " + target);
        }
        if (read(wanted.in(root)).isEmpty()) {
            throw new KeelsonException("Cannot create alias to non-existent ref: " + target);
        }
        Path file = prepare(name.base(root), name.name());
        Path link = requireNonNull(file.getParent()).relativize(wanted.in(root));
        Path temp = file.resolveSibling(".tmp-alias-" + ProcessHandle.current().pid());
        Files.deleteIfExists(temp);
        Files.createSymbolicLink(temp, link);
        Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
        changed();
    }

    /// Makes room for the file of a ref.
    private static Path prepare(Path base, String name) throws IOException {
        Path file = base.resolve(name);
        Path parent = requireNonNull(file.getParent());
        for (Path at = parent; at != null && at.startsWith(base); at = at.getParent()) {
            if (Files.isRegularFile(at)) {
                throw conflict(base.relativize(at).toString(), name);
            }
        }
        Files.createDirectories(parent);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            SortedMap<String, Path> below = new TreeMap<>();
            collect(file, "", below);
            if (!below.isEmpty()) {
                throw conflict(below.firstKey(), name);
            }
            Durable.deleteTree(file);
        }
        return file;
    }

    private static KeelsonException conflict(String existing, String wanted) {
        return new KeelsonException("Conflict: " + existing + " exists under " + wanted + " when attempting write");
    }

    private static void removeEmptyParents(Path file, Path base) throws IOException {
        for (Path at = file.getParent(); at != null && !at.equals(base); at = at.getParent()) {
            if (!Durable.list(at).isEmpty()) {
                return;
            }
            Files.delete(at);
        }
    }

    /// Tells those who watch the repository that something changed, the clients with a new summary
    /// where the configuration wants it.
    void changed() throws IOException {
        Files.setLastModifiedTime(repo.path(), FileTime.fromMillis(System.currentTimeMillis()));
        Config config = repo.config();
        if (config.getBoolean("core", "auto-update-summary", false)
                || config.getBoolean("core", "commit-update-summary", false)) {
            repo.updateSummary(Map.of());
        }
    }
}
