package io.keelson.packages.fetch;

import io.keelson.packages.fetch.TransferException.Kind;
import io.keelson.release.Digest;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Brings one wanted file into the cache.
final class Transfer {
    private final Wanted wanted;
    private final ContentCache cache;
    private final Transport transport;
    private final FetchOptions options;
    private final Progress.Task task;
    private long counted;

    Transfer(Wanted wanted, ContentCache cache, Transport transport, FetchOptions options, Progress.Task task) {
        this.wanted = wanted;
        this.cache = cache;
        this.transport = transport;
        this.options = options;
        this.task = task;
    }

    /// The cached file, fetched when it is not there.
    Path run(Retry retry) throws IOException, InterruptedException {
        Optional<Path> there = cache.find(wanted.sha256(), wanted.size());
        if (there.isEmpty()) {
            try (CacheLocks.Held _ = cache.lock(wanted.sha256())) {
                there = cache.find(wanted.sha256(), wanted.size()); // another process may have been first
                if (there.isEmpty()) {
                    there = Optional.of(fetch(retry));
                }
            }
        }
        count(wanted.size());
        return there.get();
    }

    private Path fetch(Retry retry) throws IOException, InterruptedException {
        if (options.cacheOnly()) {
            throw new TransferException(
                    Kind.PERMANENT, "it is not in the cache", "run without --cache-only to fetch it");
        }
        Path path = cache.partial(wanted.sha256());
        try (PartialFile file = PartialFile.open(path)) {
            if (file.length() > wanted.size()) {
                file.clear();
            }
            retry.run(wanted.uri(), () -> attempt(file), file::length);
        }
        return cache.keep(path, wanted.sha256());
    }

    private Digest attempt(PartialFile file) throws IOException, InterruptedException {
        long before = file.length();
        if (before < wanted.size() || wanted.size() == 0) {
            // No If-Range: the digest judges the whole, whatever the server changed meanwhile.
            try (Reply reply = transport.open(wanted.uri(), before, Map.of())) {
                receive(reply, file);
            } catch (TransferException e) {
                if (e.kind() == Kind.NO_RESUME) {
                    file.clear();
                }
                throw e;
            }
        }
        Digest digest = file.finish();
        if (!digest.equals(wanted.sha256())) {
            file.clear();
            throw mismatch(
                    before > 0 ? Kind.NO_RESUME : Kind.PERMANENT,
                    "its SHA-256 is " + digest + ", expected " + wanted.sha256());
        }
        return digest;
    }

    private void receive(Reply reply, PartialFile file) throws IOException, InterruptedException {
        if (reply.total() >= 0 && reply.total() != wanted.size()) {
            throw mismatch(Kind.PERMANENT, "it has " + reply.total() + " bytes, expected " + wanted.size());
        }
        if (reply.start() != file.length()) {
            file.clear();
        }
        byte[] buffer = new byte[1 << 16];
        try (StallGuard guard = StallGuard.start(reply.body(), options.patience())) {
            for (int n = read(reply, buffer, guard); n >= 0; n = read(reply, buffer, guard)) {
                if (file.length() + n > wanted.size()) {
                    file.clear();
                    throw mismatch(Kind.PERMANENT, "it is longer than the expected " + wanted.size() + " bytes");
                }
                file.append(buffer, n);
                count(file.length());
            }
        }
        if (file.length() < wanted.size()) {
            throw new TransferException(
                    Kind.TRANSIENT, "it ended after " + file.length() + " of " + wanted.size() + " bytes", (String)
                            null);
        }
    }

    /// Only what reading throws is the other side's fault; writing fails with a plain [IOException].
    private int read(Reply reply, byte[] buffer, StallGuard guard) throws TransferException, InterruptedException {
        try {
            int n = reply.body().read(buffer);
            guard.progress();
            return n;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while reading " + Addresses.shown(wanted.uri()));
            }
            String reason = guard.isStalled()
                    ? "nothing came for " + options.patience().toSeconds() + " s"
                    : "the connection broke: " + HttpTransport.reason(e);
            throw new TransferException(Kind.TRANSIENT, reason, e);
        }
    }

    private static TransferException mismatch(Kind kind, String what) {
        return new TransferException(
                kind,
                what,
                "the server is out of step with its index, or someone changed the file: try later or another mirror");
    }

    /// Reports progress up to `position`, never a byte twice though a transfer may begin anew.
    private void count(long position) {
        if (position > counted) {
            task.advance(position - counted);
            counted = position;
        }
    }
}
