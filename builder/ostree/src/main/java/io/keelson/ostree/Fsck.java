package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipException;

/// Checks that every object which commits refer to exists, is what its name says and is well formed.
/// Files are read by several threads. What is found goes to a [Listener], in words that match
/// libostree's.
public final class Fsck {
    private final Repository repo;
    private final Options options;
    private final Listener listener;
    private final AtomicBoolean corrupted = new AtomicBoolean();
    private final Set<Digest> nowPartial = new ConcurrentSkipListSet<>();

    /// What to do about what is found.
    ///
    /// @param all whether to go on after an error
    /// @param delete whether to remove corrupted objects; implies going on
    /// @param bindings whether commits must name the refs that point at them
    public record Options(boolean all, boolean delete, boolean bindings) {
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

        /// So many objects have been checked.
        void progress(long done, long total);
    }

    /// @param listener told in words what happens
    public Fsck(Repository repo, Options options, Listener listener) {
        this.repo = repo;
        this.options = options;
        this.listener = listener;
    }

    /// Checks everything.
    ///
    /// @return how many commits were checked
    /// @throws KeelsonException when something is wrong; that is the last word, the listener has the details
    public int run() throws IOException {
        listener.step("Validating refs...");
        checkRefs();
        listener.step("Validating refs in collections...");
        listener.step("Enumerating commits...");
        Commits commits = commits();
        listener.step("Verifying content integrity of " + commits.whole().size() + " commit objects...");
        checkObjects(commits.whole());
        conclude(commits);
        return commits.whole().size();
    }

    /// The commits of the repository.
    ///
    /// @param whole those whose objects are meant to be there
    /// @param partial how many are known not to be whole
    /// @param lost how many of those are so because of an earlier check
    private record Commits(List<Digest> whole, int partial, int lost) {}

    private Commits commits() throws IOException {
        List<Digest> whole = new ArrayList<>();
        int partial = 0;
        int lost = 0;
        for (ObjectName name : new TreeSet<>(repo.objectNames())) {
            Path mark = partialMark(name.checksum());
            if (name.type() != ObjectType.COMMIT) {
                continue;
            }
            if (Files.exists(mark)) {
                partial++;
                lost += Files.size(mark) > 0 ? 1 : 0;
            } else {
                whole.add(name.checksum());
            }
        }
        return new Commits(whole, partial, lost);
    }

    private void conclude(Commits commits) {
        if (commits.partial() > 0) {
            listener.step(commits.partial() + " partial commits not verified");
        }
        if (corrupted.get()) {
            throw new KeelsonException("Repository corruption encountered");
        }
        if (commits.lost() > 0) {
            throw new KeelsonException(commits.lost() + " partial commits from fsck-detected corruption");
        }
    }

    private void checkRefs() throws IOException {
        for (Map.Entry<String, Digest> ref : repo.refs().list().entrySet()) {
            ObjectName name = new ObjectName(ObjectType.COMMIT, ref.getValue());
            if (!repo.has(name)) {
                listener.problem("Object missing: " + name);
                throw new KeelsonException(
                        "Loading commit for ref " + ref.getKey() + ": No such metadata object " + name);
            }
            try {
                checkMetadata(name);
                if (options.bindings()) {
                    checkBinding(ref.getKey(), ref.getValue());
                }
            } catch (KeelsonException e) {
                report("", e);
            }
        }
    }

    private void checkBinding(String refspec, Digest checksum) throws IOException {
        var binding = repo.readCommit(checksum).metadata().get("ostree.ref-binding");
        String ref = refspec.substring(refspec.indexOf(':') + 1);
        if (binding == null) {
            throw new KeelsonException("Commit " + checksum + " has no ref binding for ref '" + ref + "'");
        }
        if (binding.children().stream().noneMatch(bound -> bound.asString().equals(ref))) {
            throw new KeelsonException(
                    "Commit " + checksum + " has no requested ref '" + ref + "' in ref binding metadata");
        }
    }

    private void checkObjects(List<Digest> commits) throws IOException {
        SortedMap<ObjectName, Set<Digest>> wanted = new TreeMap<>();
        for (Digest commit : commits) {
            new Reachable(repo, true)
                    .of(commit)
                    .forEach(name ->
                            wanted.computeIfAbsent(name, key -> new TreeSet<>()).add(commit));
        }
        Progress progress = new Progress(listener, wanted.size());
        try (Work work = new Work()) {
            for (Map.Entry<ObjectName, Set<Digest>> object : wanted.entrySet()) {
                work.submit(() -> {
                    checkObject(object.getKey(), object.getValue());
                    progress.advance();
                });
            }
            work.await();
        }
    }

    /// Counts for the listener.
    private static final class Progress {
        private final Listener listener;
        private final long total;
        private long done;

        Progress(Listener listener, long total) {
            this.listener = listener;
            this.total = total;
        }

        synchronized void advance() {
            listener.progress(++done, total);
        }
    }

    private void checkObject(ObjectName name, Set<Digest> commits) throws IOException {
        String where = "In commits " + join(commits) + ": ";
        if (!repo.has(name)) {
            problem("Object missing in commits " + join(commits) + ": " + name);
            corrupted.set(true);
            markPartial(commits);
            return;
        }
        try {
            if (name.type() == ObjectType.FILE) {
                checkFile(name);
            } else {
                checkMetadata(name);
            }
        } catch (KeelsonException e) {
            report(where, e);
            if (options.delete()) {
                Files.deleteIfExists(repo.place(name));
                markPartial(commits);
            }
        }
    }

    private void report(String where, KeelsonException e) {
        if (!options.goesOn()) {
            throw new KeelsonException(where + e.getMessage(), e);
        }
        problem(where + e.getMessage());
        corrupted.set(true);
    }

    private synchronized void problem(String line) {
        listener.problem(line);
    }

    private static String join(Set<Digest> commits) {
        return String.join(", ", commits.stream().map(Digest::hex).toList());
    }

    private void markPartial(Set<Digest> commits) throws IOException {
        for (Digest commit : commits) {
            if (nowPartial.add(commit)) {
                problem("Marking commit as partial: " + commit);
                Files.writeString(partialMark(commit), "f");
            }
        }
    }

    private Path partialMark(Digest commit) {
        return repo.path().resolve("state").resolve(commit.hex() + ".commitpartial");
    }

    private void checkMetadata(ObjectName name) throws IOException {
        byte[] bytes = repo.readMetadata(name);
        expect(name, "fsck " + name, Digest.of(bytes));
        try {
            decode(name.type(), bytes);
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("fsck " + name + ": " + e.getMessage(), e);
        }
    }

    private static void decode(ObjectType type, byte[] bytes) {
        switch (type) {
            case COMMIT -> Commit.decode(bytes);
            case DIRTREE -> DirTree.decode(bytes);
            case DIRMETA -> DirMeta.decode(bytes);
            default -> throw new IllegalArgumentException("not checked: " + type);
        }
    }

    private void checkFile(ObjectName name) throws IOException {
        String what = "fsck content object " + name.checksum();
        try (FileObject file = repo.readFile(name.checksum())) {
            expect(name, what, FileChecksum.of(file));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (EOFException | ZipException e) {
            throw new KeelsonException(what + ": Corrupted file object: " + e.getMessage(), e);
        } catch (KeelsonException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(what) ? e : new KeelsonException(what + ": " + message, e);
        }
    }

    private static void expect(ObjectName name, String what, Digest actual) {
        if (!actual.equals(name.checksum())) {
            throw new KeelsonException(what + ": Corrupted " + name.type().suffix() + " object; checksum expected='"
                    + name.checksum() + "' actual='" + actual + "'");
        }
    }
}
