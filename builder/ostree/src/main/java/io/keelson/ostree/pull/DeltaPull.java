package io.keelson.ostree.pull;

import io.keelson.ostree.Commit;
import io.keelson.ostree.ObjectImport;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.PartialCommits;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Transaction;
import io.keelson.ostree.delta.Fallback;
import io.keelson.ostree.delta.PartExecutor;
import io.keelson.ostree.delta.PartHeader;
import io.keelson.ostree.delta.Superblock;
import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.fetch.Validators;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Brings objects of commits with deltas. Whatever they bring is only a beginning: the commits are
/// followed afterwards as if there had been no delta, and what is missing then is fetched.
final class DeltaPull implements AutoCloseable {
    private static final long MAX_SUPERBLOCK = 128 << 20;

    private final Repository repo;
    private final HttpSource source;
    private final DeltaOffers offers;
    private final DeltaUse use;
    private final boolean dryRun;
    private final PullVerifier verifier;
    private final CommitCheck check;
    private final Tally tally;

    /// A part needs memory for itself, however many workers there are.
    private final Semaphore executions = new Semaphore(2);

    private final Queue<Superblock> opened = new ConcurrentLinkedQueue<>();
    private DeltaTotals totals = DeltaTotals.NONE;

    DeltaPull(
            Repository repo,
            HttpSource source,
            DeltaOffers offers,
            DeltaUse use,
            boolean dryRun,
            PullVerifier verifier,
            CommitCheck check,
            Tally tally) {
        this.repo = repo;
        this.source = source;
        this.offers = offers;
        this.use = use;
        this.dryRun = dryRun;
        this.verifier = verifier;
        this.check = check;
        this.tally = tally;
    }

    boolean isDryRun() {
        return dryRun;
    }

    synchronized DeltaTotals totals() {
        return totals;
    }

    /// Fetches what a delta to this commit says about itself, and has its parts fetched by the crew.
    void bring(Digest to, @Nullable String ref, Transaction transaction, ObjectImport into, Crew crew)
            throws IOException {
        ObjectName commit = new ObjectName(ObjectType.COMMIT, to);
        if (repo.has(commit) && repo.partialCommits().state(to) == PartialCommits.State.WHOLE) {
            return;
        }
        Optional<DeltaOffers.Offer> offer = offers.best(repo, to);
        Superblock delta = offer.isPresent() ? fetch(offer.get()) : null;
        if (delta == null) {
            if (use == DeltaUse.REQUIRED) {
                throw new KeelsonException("Static deltas required, but none found for (null) to " + to);
            }
            return;
        }
        if (!dryRun) {
            begin(delta, commit, ref, into);
        }
        parts(delta, transaction, into, crew);
        for (Fallback fallback : delta.fallbacks()) {
            fallback(fallback, into, crew);
        }
    }

    private @Nullable Superblock fetch(DeltaOffers.Offer offer) throws IOException {
        String path = "deltas/" + offer.name().path() + "/superblock";
        Fetched fetched = source.fetcher().fetch(source.contentSites(), path, Validators.NONE, MAX_SUPERBLOCK);
        if (!(fetched instanceof Fetched.Content content)) {
            return null;
        }
        if (!Digest.of(content.bytes()).equals(offer.superblock())) {
            throw new KeelsonException("Invalid checksum for static delta " + offer.name());
        }
        Superblock delta = Superblock.parse(content.bytes());
        opened.add(delta);
        if (!delta.name().equals(offer.name())) {
            throw new KeelsonException("Static delta " + offer.name() + " says that it is " + delta.name());
        }
        return delta;
    }

    /// Nothing more is fetched for a commit that must not be let in.
    private void begin(Superblock delta, ObjectName commit, @Nullable String ref, ObjectImport into)
            throws IOException {
        byte[] object = delta.commit();
        Optional<byte[]> brought = delta.detachedMetadata();
        Optional<byte[]> detached = brought.isPresent() ? brought : source.detached(commit.checksum());
        verifier.commit(commit.checksum(), object, detached.orElse(null));
        try {
            check.check(commit.checksum(), Commit.decode(object), ref);
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("Corrupted commit object " + commit.checksum() + ": " + e.getMessage(), e);
        }
        repo.partialCommits().set(commit.checksum(), PartialCommits.State.PARTIAL);
        into.metadata(commit, object);
    }

    private void parts(Superblock delta, Transaction transaction, ObjectImport into, Crew crew) {
        PartExecutor executor = new PartExecutor(repo, transaction);
        for (PartHeader part : delta.parts()) {
            boolean there = executor.hasAll(part);
            count(part.size(), part.objectsSize(), there);
            if (!there && !dryRun) {
                crew.patient(() -> execute(delta, part, executor, into));
            }
        }
    }

    private synchronized void count(long bytes, long unpacked, boolean there) {
        totals = totals.plus(bytes, unpacked, there);
        tally.deltas(totals);
    }

    private void execute(Superblock delta, PartHeader part, PartExecutor executor, ObjectImport into)
            throws IOException {
        Optional<InputStream> inline = delta.inlinePart(part.index());
        if (inline.isPresent()) {
            try (InputStream in = inline.get()) {
                execute(part, in, executor);
            }
            return;
        }
        Path file = into.temporary();
        try {
            String path = "deltas/" + delta.name().path() + "/" + part.index();
            if (!source.fetcher().download(source.contentSites(), path, file)) {
                throw new KeelsonException("Static delta " + delta.name() + ": part " + part.index() + " is missing");
            }
            try (InputStream in = Files.newInputStream(file)) {
                execute(part, in, executor);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void execute(PartHeader part, InputStream in, PartExecutor executor) throws IOException {
        executions.acquireUninterruptibly();
        try {
            executor.execute(part, in);
            tally.countPart(part.size());
        } finally {
            executions.release();
        }
    }

    private void fallback(Fallback fallback, ObjectImport into, Crew crew) {
        ObjectName name = fallback.object();
        if (name.type() != ObjectType.FILE) {
            throw new KeelsonException("Found metadata object as fallback: " + name);
        }
        boolean there = into.has(name);
        count(fallback.compressedSize(), fallback.size(), there);
        if (!there && !dryRun) {
            crew.patient(() -> {
                if (source.bring(name, into)) {
                    tally.count(name, false);
                }
            });
        }
    }

    @Override
    public void close() {
        opened.forEach(Superblock::close);
    }
}
