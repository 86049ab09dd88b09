package io.keelson.bootstrap.rollout;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where runs are kept: a directory each, with `plan.json`, `journal.jsonl`, and `lock`, which the run that is alive
/// holds. The kernel gives the lock back when the process dies, however it dies.
public final class RunDirectory {
    private static final String PLAN = "plan.json";
    private static final String JOURNAL = "journal.jsonl";
    private static final String LOCK = "lock";

    private final Path base;

    /// @param base made when it is not there
    public RunDirectory(Path base) {
        this.base = base;
    }

    /// A run that this process works on.
    public static final class Held implements AutoCloseable {
        private final Path directory;
        private final FileChannel lock;
        private @Nullable Journal journal;

        private Held(Path directory, FileChannel lock) {
            this.directory = directory;
            this.lock = lock;
        }

        RunRecord record(RolloutView view) {
            Journal opened = Journal.open(directory.resolve(JOURNAL));
            journal = opened;
            RunRecord record = new RunRecord(opened, view, Clock.systemUTC());
            record.recall(Journal.read(directory.resolve(JOURNAL)));
            return record;
        }

        @Override
        public void close() {
            if (journal != null) {
                journal.close();
            }
            try {
                lock.close();
            } catch (IOException e) {
                throw new KeelsonException("cannot let go of " + directory + ": " + e, e);
            }
        }
    }

    /// Begins a run.
    ///
    /// @throws KeelsonException when another run that is alive has one of the hosts
    public Held create(RolloutPlan plan) {
        try {
            Files.createDirectories(
                    base, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // Two that begin at the same time see each other: one of them looks while the other is already there.
            try (FileChannel all = open(base.resolve(LOCK));
                    FileLock _ = all.lock()) {
                refuseOverlap(plan);
                Path directory = Files.createDirectory(base.resolve(plan.id()));
                FileChannel lock = lock(directory).orElseThrow();
                Path temporary = Files.writeString(directory.resolve(PLAN + ".new"), PlanFile.text(plan));
                try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                Files.move(temporary, directory.resolve(PLAN), StandardCopyOption.ATOMIC_MOVE);
                return new Held(directory, lock);
            }
        } catch (IOException e) {
            throw new KeelsonException("cannot keep a run record in " + base + ": " + e, e);
        }
    }

    /// Takes up a run that was begun before.
    ///
    /// @throws KeelsonException when it is alive, or another run has one of its hosts
    public Held resume(RolloutPlan plan) {
        try (FileChannel all = open(base.resolve(LOCK));
                FileLock _ = all.lock()) {
            refuseOverlap(plan);
            Path directory = base.resolve(plan.id());
            return lock(directory)
                    .map(lock -> new Held(directory, lock))
                    .orElseThrow(() -> new KeelsonException("the rollout " + plan.id() + " is at work right now"));
        } catch (IOException e) {
            throw new KeelsonException("cannot read the run records in " + base + ": " + e, e);
        }
    }

    /// The plan of a run.
    public RolloutPlan plan(String id) {
        Path file = base.resolve(id).resolve(PLAN);
        if (!id.matches("[A-Za-z0-9._-]+") || !Files.isRegularFile(file)) {
            throw KeelsonException.usage("there is no rollout '" + id + "' in " + base)
                    .withHint("keelson rollout show lists those that there are");
        }
        try {
            return PlanFile.parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new KeelsonException("cannot read " + file + ": " + e, e);
        }
    }

    /// How far the hosts of a run are, in the plan's order. Changes nothing.
    public List<HostProgress> progress(RolloutPlan plan) {
        Path journal = base.resolve(plan.id()).resolve(JOURNAL);
        java.util.Map<String, HostProgress> hosts = new java.util.HashMap<>();
        for (Entry entry : Journal.read(journal)) {
            hosts.merge(
                    entry.host(), HostProgress.start(entry.host()).after(entry), (before, _) -> before.after(entry));
        }
        return plan.targets()
                .map(target -> hosts.getOrDefault(target.host(), HostProgress.start(target.host())))
                .toList();
    }

    /// Whether a process works on a run.
    public boolean isAlive(String id) {
        try {
            Optional<FileChannel> lock = lock(base.resolve(id));
            if (lock.isPresent()) {
                lock.get().close();
            }
            return lock.isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /// All runs, the newest last.
    public List<String> ids() {
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(base)) {
            return files.filter(file -> Files.exists(file.resolve(PLAN)))
                    .map(file -> file.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new KeelsonException("cannot read " + base + ": " + e, e);
        }
    }

    private void refuseOverlap(RolloutPlan plan) {
        Set<String> hosts = new HashSet<>();
        plan.targets().forEach(target -> hosts.addAll(List.of(target.host(), target.destination())));
        for (String id : ids()) {
            if (!id.equals(plan.id()) && isAlive(id)) {
                RolloutPlan other = plan(id);
                List<String> shared = new ArrayList<>(other.targets()
                        .filter(target -> hosts.contains(target.host()) || hosts.contains(target.destination()))
                        .map(RolloutPlan.Target::host)
                        .toList());
                if (!shared.isEmpty()) {
                    throw new KeelsonException("the rollout " + id + " of " + other.by() + " is at work on "
                                    + shared.getFirst()
                                    + (shared.size() > 1 ? " and " + (shared.size() - 1) + " more of these hosts" : ""))
                            .withHint("wait for it, or leave these hosts out; keelson rollout show " + id
                                    + " tells how far it is");
                }
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Optional<FileChannel> lock(Path directory) throws IOException {
        FileChannel channel = open(directory.resolve(LOCK));
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // this very process has it
        }
        channel.close();
        return Optional.empty();
    }
}
