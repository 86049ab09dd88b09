package io.keelson.packages.fetch;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One try of a transfer failed on the other side or on the way; the message is the bare reason.
final class TransferException extends IOException {
    private static final long serialVersionUID = 1;

    /// What kind of failure it is, which decides what follows.
    enum Kind {
        /// Trying again may help.
        TRANSIENT,
        /// No connection at all: as [#TRANSIENT], and in the end the host counts as unreachable.
        UNREACHABLE,
        /// The server has no such file.
        ABSENT,
        /// The server will not continue where we stopped: start afresh.
        NO_RESUME,
        /// Trying again will not help.
        PERMANENT
    }

    private final Kind kind;
    private final @Nullable String hint;
    private final Duration pause;

    TransferException(Kind kind, String reason, @Nullable String hint, Duration pause, @Nullable Throwable cause) {
        super(reason, cause);
        this.kind = kind;
        this.hint = hint;
        this.pause = pause;
    }

    TransferException(Kind kind, String reason, @Nullable String hint) {
        this(kind, reason, hint, Duration.ZERO, null);
    }

    TransferException(Kind kind, String reason, Throwable cause) {
        this(kind, reason, null, Duration.ZERO, cause);
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    String hint() {
        return hint;
    }

    /// The least pause the server asked for before another try.
    Duration pause() {
        return pause;
    }
}
