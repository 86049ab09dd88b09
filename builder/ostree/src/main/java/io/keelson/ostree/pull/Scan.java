package io.keelson.ostree.pull;

import io.keelson.ostree.Commit;
import io.keelson.ostree.DirTree;
import io.keelson.ostree.ObjectImport;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.PartialCommits;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Follows commits and directories from object to object, and brings what is missing.
final class Scan {
    private static final int ALL = Integer.MAX_VALUE;

    private final Crew crew;
    private final PullScope scope;
    private final CommitCheck check;
    private final PullVerifier verifier;
    private final ObjectImport into;
    private final PartialCommits partial;
    private final Tally tally;

    /// In the order in which they are asked.
    private final List<ObjectSource> sources;

    private final Map<Digest, Integer> depths = new ConcurrentHashMap<>();
    private final Map<Digest, byte[]> detached = new ConcurrentHashMap<>();
    private final Set<Object> trees = ConcurrentHashMap.newKeySet();
    private final Set<Digest> wanted = ConcurrentHashMap.newKeySet();

    /// A directory under the name that was followed to it: with subpaths, it matters.
    private record Place(Digest tree, String path) {}

    Scan(
            Crew crew,
            PullScope scope,
            CommitCheck check,
            PullVerifier verifier,
            ObjectImport into,
            PartialCommits partial,
            Tally tally,
            List<ObjectSource> sources) {
        this.crew = crew;
        this.scope = scope;
        this.check = check;
        this.verifier = verifier;
        this.into = into;
        this.partial = partial;
        this.tally = tally;
        this.sources = sources;
    }

    /// What leads to further objects; as long as there is some, nobody knows how many there will be.
    private void soon(Crew.Job job) {
        tally.beginScan();
        crew.urgent(() -> {
            job.run();
            tally.endScan();
        });
    }

    /// Fetches a commit that was asked for.
    ///
    /// @param ref the name it was asked for with, or null
    void start(Digest commit, @Nullable String ref) {
        soon(() -> commit(commit, scope.depth() < 0 ? ALL : scope.depth(), ref, false));
    }

    /// The commits that were looked at.
    Set<Digest> commits() {
        return depths.keySet();
    }

    /// The detached metadata that came with them.
    Map<Digest, byte[]> detached() {
        return detached;
    }

    private void commit(Digest checksum, int depth, @Nullable String ref, boolean parent) throws IOException {
        ObjectName name = new ObjectName(ObjectType.COMMIT, checksum);
        if (!into.has(name)) {
            partial.set(checksum, PartialCommits.State.PARTIAL);
            if (!bring(name)) {
                partial.set(checksum, PartialCommits.State.WHOLE);
                missing(name, parent && sources.getLast().mayLack(checksum, into));
                return;
            }
        }
        Commit commit = verified(checksum, into.read(name), ref);
        if (first(checksum, depth)) {
            follow(checksum, commit, depth);
        }
    }

    private void missing(ObjectName name, boolean endOfHistory) {
        if (!endOfHistory) {
            throw new KeelsonException(sources.getLast().absence(name));
        }
    }

    private Commit verified(Digest checksum, byte[] object, @Nullable String ref) throws IOException {
        byte[] said = detachedOf(checksum);
        verifier.commit(checksum, object, said);
        try {
            Commit commit = Commit.decode(object);
            check.check(checksum, commit, ref);
            return commit;
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("Corrupted commit object " + checksum + ": " + e.getMessage(), e);
        }
    }

    private byte @Nullable [] detachedOf(Digest commit) throws IOException {
        byte[] known = detached.get(commit);
        if (known != null) {
            return known;
        }
        for (ObjectSource source : sources) {
            Optional<byte[]> said = source.detached(commit);
            if (!source.isLocal()) {
                tally.count(new ObjectName(ObjectType.COMMITMETA, commit), false);
            }
            if (said.isPresent()) {
                detached.put(commit, said.get());
                return said.get();
            }
        }
        return null;
    }

    /// Whether nobody has followed this commit as far.
    private boolean first(Digest commit, int depth) {
        Integer before = depths.put(commit, depth);
        if (before != null && before > depth) {
            depths.put(commit, before);
        }
        return before == null || before < depth;
    }

    private void follow(Digest checksum, Commit commit, int depth) throws IOException {
        Digest parent = commit.parent();
        if (parent != null && depth > 0) {
            soon(() -> commit(parent, depth == ALL ? ALL : depth - 1, null, true));
        }
        if (!scope.commitsOnly() && partial.state(checksum) != PartialCommits.State.WHOLE) {
            directory(new DirTree.Sub(commit.rootTree(), commit.rootMeta()), "/");
        }
    }

    private void directory(DirTree.Sub sub, String path) {
        if (wanted.add(sub.meta())) {
            soon(() -> expect(new ObjectName(ObjectType.DIRMETA, sub.meta())));
        }
        Object seen = scope.subpaths().isEmpty() ? sub.tree() : new Place(sub.tree(), path);
        if (trees.add(seen)) {
            soon(() -> tree(sub.tree(), path));
        }
    }

    private void tree(Digest checksum, String path) throws IOException {
        ObjectName name = new ObjectName(ObjectType.DIRTREE, checksum);
        expect(name);
        DirTree tree = decode(name, path);
        List<ObjectName> files = new ArrayList<>();
        tree.files().forEach((file, object) -> {
            if (scope.wants(path + file, false) && wanted.add(object)) {
                files.add(new ObjectName(ObjectType.FILE, object));
            }
        });
        files(files);
        tree.dirs().forEach((directory, sub) -> {
            if (scope.wants(path + directory, true)) {
                directory(sub, path + directory + "/");
            }
        });
    }

    /// From this machine a whole directory at a time: to link a file takes no longer than to hand it over.
    private void files(List<ObjectName> names) {
        List<ObjectName> missing =
                names.stream().filter(name -> !into.has(name)).toList();
        missing.forEach(name -> tally.wantContent());
        if (sources.stream().allMatch(ObjectSource::isLocal)) {
            crew.patient(() -> expect(missing));
        } else {
            missing.forEach(name -> crew.patient(() -> expect(name)));
        }
    }

    private void expect(List<ObjectName> names) throws IOException {
        for (ObjectName name : names) {
            expect(name);
        }
    }

    private DirTree decode(ObjectName name, String path) throws IOException {
        try {
            return DirTree.decode(into.read(name));
        } catch (IllegalArgumentException e) {
            throw new KeelsonException(
                    "Validating dirtree " + name.checksum() + " (" + path + "): " + e.getMessage(), e);
        }
    }

    private void expect(ObjectName name) throws IOException {
        if (!into.has(name) && !bring(name)) {
            throw new KeelsonException(sources.getLast().absence(name));
        }
    }

    private boolean bring(ObjectName name) throws IOException {
        for (ObjectSource source : sources) {
            if (source.bring(name, into)) {
                tally.count(name, source.isLocal());
                return true;
            }
        }
        return false;
    }
}
