package io.keelson.ostree.delta;

import io.keelson.ostree.ObjectName;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// What goes into a delta, and how.
///
/// @param metadata new directory objects
/// @param matched files of which much is in an old one
/// @param patched files that a patch makes
/// @param fallbacks files that are left out
/// @param plain other regular files, those with similar names together: they compress better so
/// @param links symbolic links
record DeltaPlan(
        List<ObjectName> metadata,
        List<Change> matched,
        List<Change> patched,
        List<FileInfo> fallbacks,
        List<FileInfo> plain,
        List<FileInfo> links) {
    static DeltaPlan of(
            Repository repo,
            @Nullable Digest from,
            Digest to,
            DeltaOptions options,
            long memory,
            Threads threads,
            DeltaListener listener)
            throws IOException {
        TreeObjects old = from == null ? TreeObjects.none() : TreeObjects.of(repo, from);
        TreeObjects now = TreeObjects.of(repo, to);
        List<ObjectName> metadata = now.metadata().stream()
                .filter(name -> !old.metadata().contains(name))
                .toList();
        List<FileInfo> files = infos(repo, old, now, threads);
        List<FileInfo> links =
                files.stream().filter(file -> file.header().isSymlink()).toList();
        List<FileInfo> regular = new ArrayList<>(files);
        regular.removeIf(file -> file.header().isSymlink());
        List<Change> changes = changes(repo, old, now, regular);
        listener.line("modified: " + changes.size());
        listener.line("new reachable: metadata=" + (metadata.size() + (to.equals(from) ? 0 : 1)) + " content regular="
                + regular.size() + " symlink=" + links.size());
        List<Change> decided = decide(new ChangePolicy(repo, options, memory), changes, threads, listener);
        Set<FileInfo> done = new HashSet<>();
        decided.forEach(change -> done.add(change.now()));
        List<Change> matched =
                decided.stream().filter(change -> change.matches() != null).toList();
        listener.line("rollsum for " + matched.size() + "/" + changes.size() + " modified");
        List<FileInfo> rest =
                regular.stream().filter(file -> !done.contains(file)).toList();
        return new DeltaPlan(
                metadata,
                matched,
                decided.stream()
                        .filter(change -> change.matches() == null)
                        .sorted(Comparator.comparingLong(Change::size).reversed())
                        .toList(),
                rest.stream().filter(file -> options.isFallback(file.size())).toList(),
                rest.stream().filter(file -> !options.isFallback(file.size())).toList(),
                links);
    }

    /// The files that are new, sorted by kind of name.
    private static List<FileInfo> infos(Repository repo, TreeObjects old, TreeObjects now, Threads threads)
            throws IOException {
        List<Digest> wanted = now.files().entrySet().stream()
                .filter(file -> !old.files().containsKey(file.getKey()))
                .sorted(Comparator.comparing((Map.Entry<Digest, Set<String>> file) ->
                                sortKey(file.getValue().iterator().next()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        int slice = 1000;
        List<Future<List<FileInfo>>> jobs = new ArrayList<>();
        for (int at = 0; at < wanted.size(); at += slice) {
            List<Digest> some = wanted.subList(at, Math.min(at + slice, wanted.size()));
            jobs.add(threads.call(() -> infos(repo, some)));
        }
        List<FileInfo> infos = new ArrayList<>(wanted.size());
        for (Future<List<FileInfo>> job : jobs) {
            infos.addAll(Threads.get(job));
        }
        return infos;
    }

    private static List<FileInfo> infos(Repository repo, List<Digest> files) throws IOException {
        List<FileInfo> infos = new ArrayList<>(files.size());
        for (Digest file : files) {
            infos.add(FileInfo.of(repo, file));
        }
        return infos;
    }

    /// The end of the name first, then the name, then the directory.
    private static String sortKey(String path) {
        int slash = path.lastIndexOf('/');
        int dot = path.lastIndexOf('.');
        String end = dot > slash ? path.substring(dot) : "";
        return end + "/" + path.substring(slash + 1) + "/" + path;
    }

    private static List<Change> changes(Repository repo, TreeObjects old, TreeObjects now, List<FileInfo> files)
            throws IOException {
        Candidates candidates = new Candidates(repo, old);
        List<Change> changes = new ArrayList<>();
        for (FileInfo file : files) {
            Set<String> paths = now.files().getOrDefault(file.checksum(), Set.of());
            candidates.find(file, paths).ifPresent(source -> changes.add(new Change(source, file)));
        }
        return changes;
    }

    private static List<Change> decide(
            ChangePolicy policy, List<Change> changes, Threads threads, DeltaListener listener) throws IOException {
        List<Future<Optional<Change>>> jobs = new ArrayList<>();
        for (Change change : changes) {
            jobs.add(threads.call(() -> policy.decide(change)));
        }
        List<Change> decided = new ArrayList<>();
        for (Future<Optional<Change>> job : jobs) {
            Threads.get(job).ifPresent(change -> {
                decided.add(change);
                Matches matches = change.matches();
                if (matches != null) {
                    listener.line("rollsum for " + change.old().checksum() + " -> "
                            + change.now().checksum() + "; crcs=" + matches.matched() + " bufs=" + matches.matched()
                            + " total=" + matches.chunks() + " matchsize=" + matches.bytes());
                }
            });
        }
        return decided;
    }
}
