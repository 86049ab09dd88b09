package io.keelson.packages.fetch;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gathers what went wrong in a batch.
final class Failures {
    /// More lines than this help nobody.
    private static final int MOST = 20;

    private final Path cache;
    private final List<String> messages = new ArrayList<>();
    private @Nullable String hint;
    private @Nullable IOException first;

    /// @param cache where files are written to
    Failures(Path cache) {
        this.cache = cache;
    }

    synchronized void add(Wanted wanted, IOException e) {
        messages.add("cannot fetch " + wanted.label() + " from " + Addresses.shown(wanted.uri()) + ": " + reason(e));
        first = first == null ? e : first;
        if (hint == null) {
            hint = e instanceof TransferException failure
                    ? failure.hint()
                    : "free space there, or keep the cache elsewhere with --cachedir";
        }
    }

    private String reason(IOException e) {
        return switch (e) {
            case TransferException failure -> String.valueOf(failure.getMessage());
            case FileSystemException failure -> "cannot write " + failure.getMessage();
            default -> "cannot write to " + cache + ": " + HttpTransport.reason(e);
        };
    }

    synchronized void throwIfAny() {
        if (first != null) {
            throw toException();
        }
    }

    private KeelsonException failure(String text) {
        return first == null ? new KeelsonException(text) : new KeelsonException(text, first);
    }

    synchronized KeelsonException toException() {
        String more = messages.size() > MOST ? "\n... and " + (messages.size() - MOST) + " more" : "";
        String text = messages.stream().sorted().limit(MOST).collect(Collectors.joining("\n")) + more;
        String next = hint != null ? hint : "run the same command again: it goes on where it stopped";
        return failure(text).withHint(next);
    }
}
