package io.keelson.cli.fleet;

import io.keelson.bootstrap.ssh.Passphrases;
import io.keelson.release.KeelsonException;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Passphrases of private keys. Never from the command line, which everybody on a machine can read. One passphrase
/// from a file or a descriptor is for all keys; the terminal is asked for each.
final class AskPassphrase implements Passphrases {
    private static final String VARIABLE = "KEELSON_PASSPHRASE_FILE";

    private final @Nullable Integer descriptor;
    private @Nullable String read;

    AskPassphrase(@Nullable Integer descriptor) {
        this.descriptor = descriptor;
    }

    @Override
    public synchronized Optional<char[]> of(Path key) {
        String file = System.getenv(VARIABLE);
        if (descriptor != null) {
            return Optional.of(first(Path.of("/dev/fd/" + descriptor)));
        }
        if (file != null && !file.isEmpty()) {
            return Optional.of(first(Path.of(file)));
        }
        return prompt(key);
    }

    @SuppressWarnings("SystemConsoleNull") // there is none when nobody looks
    private static Optional<char[]> prompt(Path key) {
        Console console = System.console();
        return console != null && console.isTerminal()
                ? Optional.ofNullable(console.readPassword("Passphrase of %s: ", key))
                : Optional.empty();
    }

    /// The first line. A descriptor can be read only once.
    private char[] first(Path file) {
        if (read == null) {
            try {
                read = Files.readString(file, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("");
            } catch (IOException e) {
                throw KeelsonException.usage("cannot read a passphrase from " + file + ": " + e);
            }
        }
        return read.toCharArray();
    }
}
