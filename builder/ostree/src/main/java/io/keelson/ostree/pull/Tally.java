package io.keelson.ostree.pull;

import io.keelson.ostree.ObjectName;
import io.keelson.ostree.Stats;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// Counts what came from where.
final class Tally {
    private final long begin = System.nanoTime();
    private final LongAdder importedMetadata = new LongAdder();
    private final LongAdder importedContent = new LongAdder();
    private final LongAdder fetchedMetadata = new LongAdder();
    private final LongAdder fetchedContent = new LongAdder();
    private final LongAdder transferred = new LongAdder();
    private final LongAdder parts = new LongAdder();

    void count(ObjectName name, boolean local) {
        boolean metadata = name.type().isMetadata();
        if (local) {
            (metadata ? importedMetadata : importedContent).increment();
        } else {
            (metadata ? fetchedMetadata : fetchedContent).increment();
        }
    }

    void countPart() {
        parts.increment();
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
