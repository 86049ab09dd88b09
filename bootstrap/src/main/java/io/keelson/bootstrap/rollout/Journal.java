package io.keelson.bootstrap.rollout;

import io.keelson.release.KeelsonException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// What happened, on disk before anything else happens. Many threads write; one fsync serves all that wait for it.
/// A stream and not a channel: an interrupt closes channels, and with them everybody's journal.
final class Journal implements AutoCloseable {
    private final Path file;
    private final FileOutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock syncing = new ReentrantLock();
    private final AtomicLong written = new AtomicLong();
    private long synced;
    private boolean failed;

    private Journal(Path file, FileOutputStream out) {
        this.file = file;
        this.out = out;
    }

    /// Goes on after the last whole line: one that was cut by a crash is taken away.
    static Journal open(Path file) {
        try {
            cutBrokenLine(file);
            return new Journal(file, new FileOutputStream(file.toFile(), true));
        } catch (IOException e) {
            throw broken(file, e.toString());
        }
    }

    private static void cutBrokenLine(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] content = Files.readAllBytes(file);
            int end = content.length;
            while (end > 0 && content[end - 1] != '\n') {
                end--;
            }
            channel.truncate(end);
        }
    }

    static List<Entry> read(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readString(file, StandardCharsets.UTF_8)
                            .lines()
                            .map(Entry::parse)
                            .flatMap(Optional::stream)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw broken(file, e.toString());
        }
    }

    /// Returns when the entry is on disk.
    void add(Entry entry) {
        try {
            sync(append(entry.line().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw broken(file, e.toString());
        }
    }

    private long append(byte[] line) throws IOException {
        writing.lock();
        try {
            if (failed) {
                throw new IOException("an earlier line could not be written");
            }
            failed = true;
            out.write(line);
            failed = false;
            return written.incrementAndGet();
        } finally {
            writing.unlock();
        }
    }

    private void sync(long mine) throws IOException {
        syncing.lock();
        try {
            if (synced < mine) {
                long upTo = written.get();
                out.getFD().sync();
                synced = upTo;
            }
        } finally {
            syncing.unlock();
        }
    }

    private static KeelsonException broken(Path file, String why) {
        return new KeelsonException("cannot keep the run record " + file + ": " + why)
                .withHint("no host is touched without it: mend that, then continue with keelson rollout resume");
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw broken(file, e.toString());
        }
    }
}
