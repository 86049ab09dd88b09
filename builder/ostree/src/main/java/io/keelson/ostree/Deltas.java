package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The static deltas that a repository offers, as files: their names, lists and removal. What is in
/// them is not looked at.
public final class Deltas {
    static final String KEY = "ostree.static-deltas";
    private static final String INDEX = ".index";

    private final Repository repo;
    private final Path root;
    private final Path indexes;

    Deltas(Repository repo) {
        this.repo = repo;
        this.root = repo.path().resolve("deltas");
        this.indexes = repo.path().resolve("delta-indexes");
    }

    /// All that have a superblock.
    public NavigableSet<DeltaName> list() throws IOException {
        NavigableSet<DeltaName> names = new TreeSet<>();
        for (Path directory : directories(root)) {
            for (Path delta : directories(directory)) {
                if (Files.exists(delta.resolve("superblock"))) {
                    DeltaName.ofPath(last(directory), last(delta)).ifPresent(names::add);
                }
            }
        }
        return names;
    }

    /// The directory of a delta, whether it exists or not.
    public Path directory(DeltaName name) {
        return root.resolve(name.path());
    }

    /// Removes a delta; lists that name it are not renewed. The superblock goes first, so that
    /// whatever is left of a removal that was cut short is no delta any more.
    public void delete(DeltaName name) throws IOException {
        Files.deleteIfExists(directory(name).resolve("superblock"));
        Durable.deleteTree(directory(name));
    }

    /// Digests of the superblocks by name, as summaries and lists carry them.
    Variant digests(NavigableSet<DeltaName> names) throws IOException {
        Map<String, Variant> digests = new LinkedHashMap<>();
        for (DeltaName name : names) {
            Digest digest = Digest.of(directory(name).resolve("superblock"));
            digests.put(name.toString(), Variant.of(digest.raw()));
        }
        return Variant.dictionary(digests);
    }

    /// Renews the list for each commit that deltas lead to, and says in the configuration that there
    /// are lists. Files that would not change are left alone.
    ///
    /// @param only the one commit whose list is renewed, or null for all
    public void reindex(@Nullable Digest only) throws IOException {
        try (RepoLock _ = RepoLock.take(repo, false)) {
            if (!repo.config().getBoolean("core", "indexed-deltas", false)) {
                repo.configure("core", "indexed-deltas", "true");
            }
            SortedMap<Digest, NavigableSet<DeltaName>> byCommit = new TreeMap<>();
            for (DeltaName name : list()) {
                if (only == null || only.equals(name.to())) {
                    byCommit.computeIfAbsent(name.to(), to -> new TreeSet<>()).add(name);
                }
            }
            removeIndexes(only, byCommit);
            for (Map.Entry<Digest, NavigableSet<DeltaName>> commit : byCommit.entrySet()) {
                writeIndex(commit.getKey(), commit.getValue());
            }
        }
    }

    /// The commits for which there is a list of deltas.
    public NavigableSet<Digest> indexes() throws IOException {
        NavigableSet<Digest> commits = new TreeSet<>();
        for (Path directory : directories(indexes)) {
            for (Path file : Durable.list(directory)) {
                String name = last(file);
                if (name.endsWith(INDEX)) {
                    String code = name.substring(0, name.length() - INDEX.length());
                    DeltaName.ofPath(last(directory), code)
                            .filter(found -> found.from() == null)
                            .ifPresent(found -> commits.add(found.to()));
                }
            }
        }
        return commits;
    }

    private void removeIndexes(@Nullable Digest only, SortedMap<Digest, NavigableSet<DeltaName>> kept)
            throws IOException {
        for (Digest commit : indexes()) {
            if (!kept.containsKey(commit) && (only == null || only.equals(commit))) {
                Files.deleteIfExists(indexes.resolve(DeltaName.indexPath(commit)));
            }
        }
    }

    private void writeIndex(Digest commit, NavigableSet<DeltaName> names) throws IOException {
        byte[] index = Variant.dictionary(Map.of(KEY, digests(names))).encode();
        Path file = indexes.resolve(DeltaName.indexPath(commit));
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), index)) {
            Files.createDirectories(file.getParent());
            Durable.replace(file, index, repo.fsync());
        }
    }

    private static Iterable<Path> directories(Path parent) throws IOException {
        return Durable.list(parent).stream()
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private static String last(Path path) {
        return path.getFileName().toString();
    }
}
