package io.keelson.release;

import java.io.PrintStream;
import java.nio.file.FileSystemException;

/// Tells a person what went wrong, in one message.
///
/// @param program whose bug it is, if it is one
/// @param interrupted what is told after a signal
public record Failures(String program, String interrupted) {
    private static final int BY_SIGNAL = 130;

    /// Prints the message, and the stack trace when `debug` is asked for.
    ///
    /// @return the exit status
    public int report(Throwable failure, boolean debug) {
        PrintStream err = System.err;
        if (failure instanceof InterruptedException || Signals.received()) {
            err.println("error: " + interrupted);
            return BY_SIGNAL;
        }
        err.println("error: " + message(failure));
        if (failure instanceof KeelsonException known && known.hint() != null) {
            err.println("hint: " + known.hint());
        } else if (!(failure instanceof KeelsonException) && !debug) {
            err.println("hint: this is a bug in " + program + "; run again with --debug and report what it prints");
        }
        if (debug) {
            failure.printStackTrace(err);
        }
        return failure instanceof KeelsonException known ? known.exitCode() : KeelsonException.FAILED;
    }

    private static String message(Throwable failure) {
        if (failure instanceof FileSystemException files) {
            String reason = files.getReason() == null ? files.getClass().getSimpleName() : files.getReason();
            return files.getFile() + ": " + reason;
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
