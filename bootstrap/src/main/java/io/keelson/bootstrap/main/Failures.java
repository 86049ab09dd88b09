package io.keelson.bootstrap.main;

import io.keelson.release.KeelsonException;
import java.io.PrintStream;

/// Tells the operator what went wrong, in one message.
final class Failures {
    private Failures() {}

    /// Prints the message, and the stack trace when `debug` is asked for.
    ///
    /// @return the exit status
    static int report(Throwable failure, boolean debug) {
        PrintStream err = System.err;
        if (failure instanceof InterruptedException || Signals.received()) {
            err.println("error: interrupted; the same command continues");
            return 130;
        }
        err.println("error: " + (failure instanceof KeelsonException ? failure.getMessage() : failure));
        if (failure instanceof KeelsonException known && known.hint() != null) {
            err.println("hint: " + known.hint());
        } else if (!(failure instanceof KeelsonException) && !debug) {
            err.println("hint: this is a bug in keelson-host; run again with --debug and report what it prints");
        }
        if (debug) {
            failure.printStackTrace(err);
        }
        return failure instanceof KeelsonException known ? known.exitCode() : KeelsonException.FAILED;
    }
}
