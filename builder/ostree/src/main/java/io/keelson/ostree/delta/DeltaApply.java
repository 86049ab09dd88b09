package io.keelson.ostree.delta;

import io.keelson.ostree.DetachedMetadata;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.PartialCommits;
import io.keelson.ostree.Reachable;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Transaction;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Applies a delta that lies on disk.
public final class DeltaApply {
    private final Repository repo;
    private final Path superblock;

    /// @param repo gets the commit; nothing of it shows before all of it is there
    /// @param delta the directory of a delta, or its superblock, beside which the parts are
    /// @throws KeelsonException when there is nothing
    public DeltaApply(Repository repo, Path delta) {
        this.repo = repo;
        if (!Files.exists(delta)) {
            throw new KeelsonException("openat(O_DIRECTORY): " + delta + ": No such file or directory");
        }
        this.superblock = Files.isDirectory(delta) ? delta.resolve("superblock") : delta;
    }

    /// Reads what there is to apply; the caller closes it.
    public Superblock read() throws IOException {
        if (!Files.isRegularFile(superblock)) {
            throw new KeelsonException(
                    "openat(" + superblock.getFileName() + "): " + superblock + ": No such file or directory");
        }
        return Superblock.read(superblock);
    }

    /// Makes the commit.
    ///
    /// @param delta what [#read()] gave
    /// @return the commit, which no ref points at yet; it is partial when objects of it are nowhere
    /// @throws KeelsonException when anything in the delta is wrong; then nothing has happened
    public Digest apply(Superblock delta) throws IOException {
        try (Transaction transaction = repo.begin()) {
            checkSource(delta.name().from());
            if (!delta.fallbacks().isEmpty()) {
                throw new KeelsonException("Cannot execute delta offline: contains nonempty http fallback entries");
            }
            execute(delta, new PartExecutor(repo, transaction));
            bring(delta, transaction);
            transaction.commit();
        }
        unmark(delta.name().to());
        return delta.name().to();
    }

    /// What is said about a commit comes first: who sees the commit shall see its signatures.
    private void bring(Superblock delta, Transaction transaction) throws IOException {
        Digest to = delta.name().to();
        if (!repo.has(new ObjectName(ObjectType.COMMIT, to))) {
            Optional<byte[]> detached = delta.detachedMetadata();
            if (detached.isPresent()) {
                DetachedMetadata.write(repo, to, DetachedMetadata.decode(detached.get()));
            }
            repo.partialCommits().set(to, PartialCommits.State.PARTIAL);
            transaction.writeMetadata(ObjectType.COMMIT, delta.commit());
        }
    }

    /// A delta may lack objects of its commit; then that stays partial, and a pull brings the rest.
    private void unmark(Digest commit) throws IOException {
        if (repo.partialCommits().state(commit) != PartialCommits.State.WHOLE) {
            Reachable reachable = new Reachable(repo, Reachable.Scope.OBJECTS);
            reachable.add(commit, 0);
            if (reachable.names().stream().allMatch(repo::has)) {
                repo.partialCommits().set(commit, PartialCommits.State.WHOLE);
            }
        }
    }

    private void checkSource(@Nullable Digest from) {
        if (from != null && !repo.has(new ObjectName(ObjectType.COMMIT, from))) {
            throw new KeelsonException("Commit " + from + ", which is the delta source, is not in repository");
        }
    }

    private void execute(Superblock delta, PartExecutor executor) throws IOException {
        int threads = Math.min(
                Runtime.getRuntime().availableProcessors(), delta.parts().size());
        try (Threads work = new Threads(Math.max(1, threads))) {
            for (PartHeader part : delta.parts()) {
                if (!executor.hasAll(part)) {
                    work.submit(() -> execute(delta, part, executor));
                }
            }
            work.await();
        }
    }

    private void execute(Superblock delta, PartHeader part, PartExecutor executor) throws IOException {
        Optional<InputStream> inline = delta.inlinePart(part.index());
        try (InputStream in = inline.isPresent() ? inline.get() : open(part)) {
            executor.execute(part, in);
        }
    }

    private InputStream open(PartHeader part) throws IOException {
        Path file = superblock.resolveSibling(Integer.toString(part.index()));
        if (!Files.isRegularFile(file)) {
            throw new KeelsonException(
                    "Opening deltapart '" + part.index() + "': " + file + ": No such file or directory");
        }
        return Files.newInputStream(file);
    }
}
