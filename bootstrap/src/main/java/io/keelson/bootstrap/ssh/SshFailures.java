package io.keelson.bootstrap.ssh;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.inventory.Host;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import net.schmizz.sshj.connection.channel.OpenFailException;

/// What a failed connection is told as: which host, what, and why. The host's own words are made harmless.
final class SshFailures {
    private static final int LONGEST = 300;

    private SshFailures() {}

    static KeelsonException connecting(Host host, Exception failure) {
        String why = switch (root(failure)) {
            case UnknownHostException _ -> "the name " + host.address() + " is not known";
            case SocketTimeoutException _ ->
                "no answer within " + host.connectTimeout().toSeconds() + " s";
            case NoRouteToHostException _ -> "there is no way to it";
            case ConnectException _ -> "it refuses connections";
            case OpenFailException refused
            when !host.jumps().isEmpty() -> host.jumps().getLast() + " does not reach it: " + text(refused);
            case Throwable other -> text(other);
        };
        return new KeelsonException("cannot connect to " + host + " (" + host.destination() + "): " + why, failure);
    }

    static KeelsonException late(Host host) {
        return new KeelsonException("cannot connect to " + host + " (" + host.destination()
                + "): it accepted the connection, but did not finish the SSH handshake in time");
    }

    static KeelsonException lost(Host host, String command, Exception failure) {
        return new KeelsonException(
                host + ": the connection was lost during '" + shortened(command) + "': " + text(root(failure)),
                failure);
    }

    static KeelsonException refused(Host host, Identities.Offer offer, String said) {
        String offered = offer.said().isEmpty() ? "there is none" : String.join("; ", offer.said());
        return new KeelsonException(host + " (" + host.destination() + ") takes none of our keys: " + offered
                        + (said.isEmpty() ? "" : " (" + said + ")"))
                .withHint("add a public key to the authorized_keys of '" + host.user()
                        + "' there, name the right one with 'identity_files', or start ssh-agent");
    }

    /// An interrupt of this thread, which sshj wraps as it does everything.
    static void rethrowInterrupt(Exception failure) throws InterruptedException {
        if (Thread.interrupted() || root(failure) instanceof InterruptedException) {
            throw new InterruptedException("interrupted");
        }
    }

    static Throwable root(Throwable failure) {
        Throwable at = failure;
        for (Throwable cause = at.getCause(); cause != null; cause = at.getCause()) {
            at = cause;
        }
        return at;
    }

    static String text(Throwable failure) {
        String message = failure.getMessage();
        String plain = failure instanceof IOException && message != null ? message : failure.toString();
        return shortened(plain);
    }

    static String shortened(String text) {
        String plain = CommandResult.plain(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
        return plain.strip();
    }
}
