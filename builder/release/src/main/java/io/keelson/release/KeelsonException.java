package io.keelson.release;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A failure that a user can cause or mend. The message says what failed, where and why in one or
/// a few lines; the hint, when there is one, says what to do next. Commands print both and exit
/// with [#exitCode()]; the stack trace is shown only with `--debug`.
public class KeelsonException extends RuntimeException {
    /// Exit status of a command whose work failed.
    public static final int FAILED = 1;

    /// Exit status of a command that was asked for something it cannot understand.
    public static final int USAGE = 2;

    private final int exitCode;
    private final @Nullable String hint;

    private KeelsonException(int exitCode, String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.hint = hint;
    }

    /// The work failed (exit status 1).
    public KeelsonException(String message) {
        this(FAILED, message, null, null);
    }

    /// The work failed (exit status 1) because of `cause`, whose text the message must already contain.
    public KeelsonException(String message, Throwable cause) {
        this(FAILED, message, null, cause);
    }

    /// The input or the command line is wrong (exit status 2).
    public static KeelsonException usage(String message) {
        return new KeelsonException(USAGE, message, null, null);
    }

    /// Several mistakes of one input, reported together (exit status 2).
    public static KeelsonException usage(List<String> messages) {
        return usage(String.join("\n", messages));
    }

    /// The same failure with a sentence that says what to do next.
    public KeelsonException withHint(String text) {
        KeelsonException copy = new KeelsonException(exitCode, String.valueOf(getMessage()), text, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /// 1 when the work failed, 2 when the input is wrong.
    public int exitCode() {
        return exitCode;
    }

    /// What to do next, or null.
    public @Nullable String hint() {
        return hint;
    }
}
