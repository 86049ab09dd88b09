package io.keelson.ostree;

import io.keelson.ostree.PartialCommits.State;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks that every object which commits refer to exists, is what its name says and is well formed.
/// Files are read by several threads. What is found goes to a [Listener], in words that match
/// libostree's.
public final class Fsck {
    /// Most objects are so small that to hand one over takes as long as to check it.
    private static final int TOGETHER = 8;

    private final Repository repo;
    private final Options options;
    private final Listener listener;
    private final ObjectCheck check;
    private final AtomicBoolean corrupted = new AtomicBoolean();

    /// What to do about what is found.
    ///
    /// @param all whether to go on after an error
    /// @param delete whether to remove corrupted objects; implies going on
    /// @param bindings whether commits must name the refs that point at them
    /// @param backRefs whether the refs that commits name must point at them; implies `bindings`
    /// @param addTombstones whether to leave a tombstone for each commit that is another's parent and not here
    public record Options(boolean all, boolean delete, boolean bindings, boolean backRefs, boolean addTombstones) {
        /// Only looks, until the first error.
        public static final Options NONE = new Options(false, false, false, false, false);

        boolean goesOn() {
            return all || delete;
        }
    }

    /// Hears what happens. Called by several threads, never at the same time.
    public interface Listener {
        /// A step begins.
        void step(String line);

        /// Something is wrong.
        void problem(String line);

        /// Something was done, or left undone, that the user should know.
        void notice(String line);

        /// So many objects have been checked.
        void progress(long done, long total);
    }

    /// @param listener told in words what happens
    public Fsck(Repository repo, Options options, Listener listener) {
        this.repo = repo;
        this.options = options;
        this.listener = listener;
        this.check = new ObjectCheck(repo);
    }

    /// Checks everything.
    ///
    /// @return how many commits were checked
    /// @throws KeelsonException when something is wrong; that is the last word, the listener has the details
    public int run() throws IOException {
        listener.step("Validating refs...");
        for (Map.Entry<String, Digest> ref : repo.refs().list().entrySet()) {
            String name = ref.getKey().substring(ref.getKey().indexOf(':') + 1);
            checkRef(name, name, null, ref.getValue());
        }
        listener.step("Validating refs in collections...");
        for (Map.Entry<CollectionRef, Digest> ref :
                repo.collectionRefs().list(CollectionRefs.Scope.WITHOUT_REMOTES).entrySet()) {
            CollectionRef name = ref.getKey();
            checkRef(name.toString(), name.name(), name.collection(), ref.getValue());
        }
        listener.step("Enumerating commits...");
        Commits commits = commits();
        listener.step("Verifying content integrity of " + commits.whole().size() + " commit objects...");
        checkObjects(commits.whole());
        conclude(commits);
        return commits.whole().size();
    }

    private void checkRef(String shown, String name, @Nullable String collection, Digest commit) throws IOException {
        ObjectName object = new ObjectName(ObjectType.COMMIT, commit);
        if (repo.has(object)) {
            checkObject(object, new Holders(repo, List.of()));
        } else {
            problem("Object missing: " + object);
        }
        if (!repo.has(object)) {
            throw new KeelsonException("Loading commit for ref " + shown + ": No such metadata object " + object);
        }
        if (options.bindings() || options.backRefs()) {
            try {
                Bindings.of(repo.readCommit(commit).metadata()).check(name, collection);
            } catch (KeelsonException e) {
                throw new KeelsonException("Commit " + commit + ": " + e.getMessage(), e);
            }
        }
    }

    /// The commits of the repository.
    ///
    /// @param whole those whose objects are meant to be there
    /// @param partial how many are known not to be whole
    /// @param lost whether some of those are so because of an earlier check
    /// @param gone parents of commits that are not here themselves
    private record Commits(List<Digest> whole, int partial, boolean lost, List<Digest> gone) {}

    private Commits commits() throws IOException {
        List<Digest> whole = new ArrayList<>();
        List<Digest> gone = new ArrayList<>();
        int partial = 0;
        boolean lost = false;
        for (ObjectName name : repo.objectNames().stream().sorted().toList()) {
            if (name.type() == ObjectType.COMMIT) {
                inspect(name.checksum(), gone);
                State state = repo.partialCommits().state(name.checksum());
                lost |= state == State.LOST;
                if (state == State.WHOLE) {
                    whole.add(name.checksum());
                } else {
                    partial++;
                }
            }
        }
        return new Commits(whole, partial, lost, gone);
    }

    private void inspect(Digest checksum, List<Digest> gone) throws IOException {
        if (!options.backRefs() && !options.addTombstones()) {
            return;
        }
        Commit commit;
        try {
            commit = repo.readCommit(checksum);
        } catch (CorruptedObject e) {
            return; // is told when the objects are checked
        }
        if (options.backRefs()) {
            new BackRefs(repo).check(checksum, Bindings.of(commit.metadata()));
        }
        Digest parent = commit.parent();
        if (options.addTombstones() && parent != null && !repo.has(new ObjectName(ObjectType.COMMIT, parent))) {
            gone.add(parent);
        }
    }

    private void conclude(Commits commits) throws IOException {
        if (options.addTombstones()) {
            bury(commits.gone());
        } else if (commits.partial() > 0) {
            listener.notice(commits.partial() + " partial commits not verified");
        }
        if (corrupted.get()) {
            throw new KeelsonException("Repository corruption encountered");
        }
        if (commits.lost()) {
            throw new KeelsonException(commits.partial() + " partial commits from fsck-detected corruption");
        }
    }

    private void bury(List<Digest> gone) throws IOException {
        if (gone.isEmpty()) {
            return;
        }
        repo.configure("core", "tombstone-commits", "true");
        for (Digest commit : gone) {
            listener.notice("Adding tombstone for commit " + commit);
            Tombstone.write(repo, commit);
        }
    }

    private void checkObjects(List<Digest> commits) throws IOException {
        Reachable reachable = new Reachable(repo, Reachable.Scope.WHATEVER_IS_NAMED);
        for (Digest commit : commits) {
            reachable.add(commit, 0);
        }
        Set<ObjectName> names = reachable.names();
        Holders holders = new Holders(repo, commits);
        Progress progress = new Progress(names.size());
        // What names other objects first: a broken directory must not pass for one that lacks files.
        Map<Boolean, List<ObjectName>> parts =
                names.stream().collect(Collectors.partitioningBy(name -> namesOthers(name) && repo.has(name)));
        try (Work work = new Work()) {
            for (boolean first : new boolean[] {true, false}) {
                List<ObjectName> part = parts.getOrDefault(first, List.of());
                for (int at = 0; at < part.size(); at += TOGETHER) {
                    List<ObjectName> some = part.subList(at, Math.min(at + TOGETHER, part.size()));
                    work.submit(() -> checkObjects(some, holders, progress));
                }
                work.await();
            }
        }
    }

    private void checkObjects(List<ObjectName> names, Holders holders, Progress progress) throws IOException {
        for (ObjectName name : names) {
            checkObject(name, holders);
            progress.advance();
        }
    }

    private static boolean namesOthers(ObjectName name) {
        return name.type() == ObjectType.COMMIT || name.type() == ObjectType.DIRTREE;
    }

    /// Counts for the listener.
    private final class Progress {
        private final long total;
        private long done;

        Progress(long total) {
            this.total = total;
        }

        synchronized void advance() {
            listener.progress(++done, total);
        }
    }

    private void checkObject(ObjectName name, Holders holders) throws IOException {
        try {
            check.check(name);
        } catch (KeelsonException | IOException e) {
            // Looked for only now: nearly always it is there.
            if (!repo.has(name)) {
                missing(name, holders.of(name));
            } else if (e instanceof KeelsonException problem) {
                broken(name, holders.of(name), problem);
            } else {
                throw e;
            }
        }
    }

    private void missing(ObjectName name, NavigableSet<Digest> commits) throws IOException {
        if (name.type() == ObjectType.DIRTREE && !options.goesOn()) {
            throw new KeelsonException("No such metadata object " + name);
        }
        problem("Object missing in commits " + join(commits) + ": " + name);
        markLost(name, commits);
    }

    private void broken(ObjectName name, NavigableSet<Digest> commits, KeelsonException e) throws IOException {
        String where = commits.isEmpty() ? "" : "In commits " + join(commits) + ": ";
        if (!options.goesOn()) {
            throw new KeelsonException(where + e.getMessage(), e);
        }
        problem(where + e.getMessage());
        if (options.delete()) {
            // Marked before it is removed: a commit must not look whole when it no longer is.
            markLost(name, commits);
            repo.forget(name);
        }
    }

    private synchronized void problem(String line) {
        corrupted.set(true);
        listener.problem(line);
    }

    private static String join(NavigableSet<Digest> commits) {
        return commits.stream().map(Digest::hex).collect(Collectors.joining(", "));
    }

    private synchronized void markLost(ObjectName name, NavigableSet<Digest> commits) throws IOException {
        if (name.type() == ObjectType.COMMIT) {
            return;
        }
        for (Digest commit : commits) {
            if (repo.partialCommits().state(commit) == State.WHOLE) {
                listener.problem("Marking commit as partial: " + commit);
                repo.partialCommits().set(commit, State.LOST);
            }
        }
    }
}
