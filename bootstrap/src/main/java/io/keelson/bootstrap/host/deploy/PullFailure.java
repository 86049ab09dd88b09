package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.CommandResult;
import java.util.List;

/// What went wrong in a pull, in words for the operator, from what libostree wrote.
///
/// @param hint what to do next
record PullFailure(String reason, String hint) {
    /// A piece of libostree's message, what it means and what helps.
    private record Known(String piece, String means, String hint) {}

    private static final List<Known> KNOWN = List.of(
            new Known(
                    "no signatures found",
                    "the commit is not signed",
                    "it has to be signed by a key that this host trusts; nothing was changed here"),
            new Known(
                    "public key not found",
                    "the commit is signed by a key that this host does not trust",
                    "if that key is the right one: ostree remote gpg-import REMOTE -k KEY.gpg; nothing was changed here"),
            new Known(
                    "BAD signature",
                    "the signature does not fit the commit",
                    "the commit was changed after it was signed: look at the server; nothing was changed here"),
            new Known(
                    "expired",
                    "the key of the signature has expired",
                    "check the clock (timedatectl), else import the renewed key: ostree remote gpg-import REMOTE -k KEY.gpg"),
            new Known(
                    "signature type is not implemented",
                    "this host's libostree cannot check that kind of signature",
                    "sign with GPG as well, and set gpg-verify for the remote instead of sign-verify"),
            new Known(
                    "min-free-space",
                    "no space in the repository",
                    "keelson-host cleanup, or remove what fills the disk (df -h); nothing was changed here"),
            new Known(
                    "No space left on device",
                    "no space in the repository",
                    "keelson-host cleanup, or remove what fills the disk (df -h); nothing was changed here"),
            new Known(
                    "certificate",
                    "the server's certificate is not accepted",
                    "check the clock (timedatectl), then the server's certificate and the remote's tls-ca-path"));

    private static final String NETWORK =
            "check network and server, then run this again: it continues where it stopped";

    static PullFailure of(CommandResult result) {
        String words = words(result);
        return KNOWN.stream()
                .filter(known -> words.contains(known.piece()))
                .findFirst()
                .map(known -> new PullFailure(known.means() + " (" + words + ")", known.hint()))
                .orElseGet(() -> new PullFailure(words, NETWORK));
    }

    /// libostree's messages may have several lines, of which the first begins with "error:".
    private static String words(CommandResult result) {
        int error = result.stderr().lastIndexOf("error: ");
        if (result.timedOut() || error < 0) {
            return result.reason();
        }
        List<String> lines = result.stderr()
                .substring(error + "error: ".length())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return CommandResult.plain(String.join("; ", lines));
    }
}
