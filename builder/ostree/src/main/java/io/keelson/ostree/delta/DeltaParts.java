package io.keelson.ostree.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The parts of one delta: one that grows, and those before it, which other threads compress meanwhile.
final class DeltaParts implements AutoCloseable {
    private final Path spools;
    private final Path directory;
    private final long chunkBytes;
    private final Threads compressors;
    private final Xz xz;
    private final Semaphore waiting;
    private final List<Future<PartFile>> compressed = new ArrayList<>();
    private final List<PartFile> files = new ArrayList<>();
    private @Nullable PartBuilder current;

    /// @param spools for files without a name
    /// @param directory for the finished files
    DeltaParts(Path spools, Path directory, long chunkBytes, int threads) {
        this.spools = spools;
        this.directory = directory;
        this.chunkBytes = chunkBytes;
        this.compressors = new Threads(threads);
        this.xz = new Xz(threads);
        this.waiting = new Semaphore(2 * threads);
    }

    /// The part for what comes next, which brings so much data.
    PartBuilder roomFor(long bytes) throws IOException {
        PartBuilder part = current;
        boolean full = part != null && !part.objects().isEmpty() && part.dataSize() + bytes > chunkBytes;
        if (full) {
            hand(part);
        }
        if (part == null || full) {
            part = new PartBuilder(spools);
            current = part;
        }
        return part;
    }

    private void hand(@Nullable PartBuilder part) {
        if (part != null) {
            waiting.acquireUninterruptibly();
            compressed.add(compressors.call(() -> {
                try {
                    return PartFile.write(part, directory, xz);
                } finally {
                    waiting.release();
                }
            }));
        }
        current = null;
    }

    /// Ends the last part and waits for all of them. There is always one, however empty.
    List<PartFile> finish() throws IOException {
        hand(current == null ? roomFor(0) : current);
        for (Future<PartFile> part : compressed) {
            files.add(Threads.get(part));
        }
        return List.copyOf(files);
    }

    /// Removes what has not been moved to its place.
    @Override
    public void close() throws IOException {
        compressors.close();
        if (current != null) {
            current.close();
        }
        for (Future<PartFile> part : compressed) {
            if (part.state() == Future.State.SUCCESS) {
                Files.deleteIfExists(part.resultNow().file());
            }
        }
    }
}
