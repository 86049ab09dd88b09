package io.keelson.ostree.delta;

import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Finds for a new file the old one that it most likely came from: at the same path, else one of the same
/// name, else one whose name begins alike (`libx.so.1` and `libx.so.2`); of those that are about as large,
/// the one whose size is nearest.
final class Candidates {
    /// How much smaller or larger, as a part of the new size.
    private static final double SIMILAR = 0.3;

    /// A name that is so common says nothing, and to look at all who have it takes long.
    private static final int MOST = 1000;

    private final Repository repo;
    private final Map<String, Set<Digest>> byPath = new HashMap<>();
    private final Map<String, Set<Digest>> byName = new HashMap<>();
    private final Map<String, Set<Digest>> byStem = new HashMap<>();
    private final Map<Digest, FileInfo> known = new HashMap<>();

    Candidates(Repository repo, TreeObjects from) {
        this.repo = repo;
        from.files().forEach((file, paths) -> {
            if (isPromising(paths)) {
                paths.forEach(path -> add(file, path));
            }
        });
    }

    private void add(Digest file, String path) {
        byPath.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(file);
        byName.computeIfAbsent(name(path), key -> new LinkedHashSet<>()).add(file);
        byStem.computeIfAbsent(stem(path), key -> new LinkedHashSet<>()).add(file);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String stem(String path) {
        String name = name(path);
        int dot = name.indexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /// Compressed contents have nothing in common. gzip is not excluded: it may have been made rsyncable.
    private static boolean isPromising(Set<String> paths) {
        return paths.stream().noneMatch(path -> path.endsWith(".xz") || path.endsWith(".bz2"));
    }

    /// The old file for a new one, if there is any.
    Optional<FileInfo> find(FileInfo now, Set<String> paths) throws IOException {
        if (now.size() == 0 || !isPromising(paths)) {
            return Optional.empty();
        }
        Optional<FileInfo> found = nearest(now, byPath, paths, path -> path);
        found = found.isPresent() ? found : nearest(now, byName, paths, Candidates::name);
        return found.isPresent() ? found : nearest(now, byStem, paths, Candidates::stem);
    }

    private Optional<FileInfo> nearest(
            FileInfo now, Map<String, Set<Digest>> index, Set<String> paths, UnaryOperator<String> key)
            throws IOException {
        FileInfo best = null;
        for (String path : paths) {
            Set<Digest> files = index.getOrDefault(key.apply(path), Set.of());
            for (Digest file : files.size() > MOST ? Set.<Digest>of() : files) {
                FileInfo old = info(file);
                if (isSimilar(old, now) && (best == null || distance(old, now) < distance(best, now))) {
                    best = old;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private FileInfo info(Digest file) throws IOException {
        FileInfo info = known.get(file);
        if (info == null) {
            info = FileInfo.of(repo, file);
            known.put(file, info);
        }
        return info;
    }

    private static boolean isSimilar(FileInfo old, FileInfo now) {
        return !old.header().isSymlink()
                && old.isWorldReadable()
                && old.size() >= now.size() * (1 - SIMILAR)
                && old.size() <= now.size() * (1 + SIMILAR);
    }

    private static long distance(FileInfo old, FileInfo now) {
        return Math.abs(old.size() - now.size());
    }
}
