package io.keelson.packages.fetch;

import io.keelson.packages.fetch.TransferException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/// Repeats failed tries with growing pauses. Tries that moved a transfer on do not count as failed. A
/// host that could not be reached once after all tries is not tried again, so that two hundred files of
/// a dead mirror fail as fast as one.
final class Retry {
    private static final int LARGEST_FACTOR = 16;

    private final FetchOptions options;
    private final Map<String, String> unreachable = new ConcurrentHashMap<>();

    Retry(FetchOptions options) {
        this.options = options;
    }

    /// One try of something.
    @FunctionalInterface
    interface Try<T> {
        T run() throws IOException, InterruptedException;
    }

    <T> T run(URI uri, Try<T> body, LongSupplier position) throws IOException, InterruptedException {
        String host = String.valueOf(uri.getAuthority());
        for (int failures = 0, restarts = 0; ; ) {
            failIfUnreachable(host);
            long before = position.getAsLong();
            try {
                return body.run();
            } catch (TransferException e) {
                failures = position.getAsLong() > before ? 1 : failures + 1;
                restarts += e.kind() == Kind.NO_RESUME ? 1 : 0;
                if (isFinal(e, failures, restarts)) {
                    if (e.kind() == Kind.UNREACHABLE) {
                        unreachable.put(host, String.valueOf(e.getMessage()));
                    }
                    throw e;
                }
                Thread.sleep(pause(e, failures));
            }
        }
    }

    private void failIfUnreachable(String host) throws TransferException {
        String reason = unreachable.get(host);
        if (reason != null) {
            throw new TransferException(Kind.PERMANENT, reason, (String) null);
        }
    }

    private boolean isFinal(TransferException e, int failures, int restarts) {
        return switch (e.kind()) {
            case TRANSIENT, UNREACHABLE -> failures >= options.attempts();
            case NO_RESUME -> restarts > 1;
            case ABSENT, PERMANENT -> true;
        };
    }

    /// Doubles with each failure; the random part keeps parallel transfers from coming back all at once.
    private Duration pause(TransferException e, int failures) {
        if (e.kind() == Kind.NO_RESUME) {
            return Duration.ZERO;
        }
        Duration grown = options.backOff().multipliedBy(Math.min(LARGEST_FACTOR, 1L << Math.min(30, failures - 1)));
        Duration spread = grown.plusMillis(ThreadLocalRandom.current().nextLong(1 + grown.toMillis() / 4));
        return spread.compareTo(e.pause()) > 0 ? spread : e.pause();
    }
}
