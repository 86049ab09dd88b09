package io.keelson.ostree.pull;

import io.keelson.ostree.ObjectName;
import io.keelson.ostree.Stats;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// Counts what came from where; may be looked at while a pull is running.
public final class Tally {
    private final long begin = System.nanoTime();
    private final LongAdder importedMetadata = new LongAdder();
    private final LongAdder importedContent = new LongAdder();
    private final LongAdder fetchedMetadata = new LongAdder();
    private final LongAdder fetchedContent = new LongAdder();
    private final LongAdder transferred = new LongAdder();
    private final LongAdder parts = new LongAdder();
    private final LongAdder scanned = new LongAdder();
    private final LongAdder scans = new LongAdder();
    private final LongAdder wantedContent = new LongAdder();
    private final AtomicReference<DeltaTotals> deltas = new AtomicReference<>(DeltaTotals.NONE);
    private final LongAdder donePartBytes = new LongAdder();

    /// Begins with nothing, and with the clock.
    public Tally() {
        // all counters are 0
    }

    /// How far a pull is.
    ///
    /// @param scanning whether more may turn up than is known to be wanted
    /// @param scanned commits and directories that were looked at
    /// @param metadata those of them that came over the network
    /// @param objects what came over the network in all
    /// @param wanted how many objects are known to come over the network, those that came included
    /// @param bytes that came over the network
    /// @param deltas what deltas consist of, of which this much needs no more fetching
    /// @param time since the beginning
    public record State(
            boolean scanning,
            long scanned,
            long metadata,
            long objects,
            long wanted,
            long bytes,
            DeltaTotals deltas,
            Duration time) {}

    /// How far it is at this moment.
    public State state() {
        long metadata = fetchedMetadata.sum();
        long objects = metadata + fetchedContent.sum();
        DeltaTotals all = deltas.get();
        return new State(
                scans.sum() > 0,
                scanned.sum(),
                metadata,
                objects,
                Math.max(objects, metadata + wantedContent.sum()),
                transferred.sum(),
                new DeltaTotals(
                        all.parts(),
                        all.there() + parts.sum(),
                        all.size(),
                        all.thereSize() + donePartBytes.sum(),
                        all.objectsSize()),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    void beginScan() {
        scans.increment();
    }

    void endScan() {
        scanned.increment();
        scans.decrement();
    }

    void wantContent() {
        wantedContent.increment();
    }

    void deltas(DeltaTotals totals) {
        deltas.set(totals);
    }

    void count(ObjectName name, boolean local) {
        boolean metadata = name.type().isMetadata();
        if (local) {
            (metadata ? importedMetadata : importedContent).increment();
        } else {
            (metadata ? fetchedMetadata : fetchedContent).increment();
        }
    }

    void countPart(long bytes) {
        parts.increment();
        donePartBytes.add(bytes);
    }

    void transferred(long bytes) {
        transferred.add(bytes);
    }

    PullResult result(Stats stats, DeltaTotals deltas) {
        return new PullResult(
                importedMetadata.sum(),
                importedContent.sum(),
                fetchedMetadata.sum(),
                fetchedContent.sum(),
                transferred.sum(),
                stats.contentBytesWritten(),
                Duration.ofNanos(System.nanoTime() - begin),
                parts.sum(),
                deltas);
    }
}
