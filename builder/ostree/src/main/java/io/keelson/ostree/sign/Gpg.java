package io.keelson.ostree.sign;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The program `gpg`, which alone signs with keys in a home directory of GnuPG: they may be behind a
/// passphrase, an agent or a smart card, and never come here.
///
/// @param home the home directory, or null for the user's own
public record Gpg(@Nullable Path home) {
    private static final String STATUS = "[GNUPG:] ";

    /// A detached signature of `data`, binary.
    ///
    /// @param key an id, a fingerprint or a name; of a key with subkeys GnuPG takes the newest that signs
    /// @throws KeelsonException when there is no such secret key, or it cannot be used
    byte[] sign(byte[] data, String key) throws IOException {
        Path log = Files.createTempFile("keelson-gpg", ".log");
        try {
            Process gpg = start(key, log);
            byte[] signature = exchange(gpg, data);
            if (gpg.waitFor() != 0 || signature.length == 0) {
                throw failure(key, Files.readString(log));
            }
            return signature;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelsonException("Failure signing: interrupted", e);
        } finally {
            Files.delete(log);
        }
    }

    private Process start(String key, Path log) {
        List<String> command = new ArrayList<>(List.of("gpg"));
        if (home != null) {
            command.addAll(List.of("--homedir", home.toAbsolutePath().toString()));
        }
        command.addAll(
                List.of("--batch", "--no-armor", "--quiet", "--status-fd", "2", "--local-user", key, "--detach-sign"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new KeelsonException("Failure signing: the program gpg cannot be started", e)
                    .withHint("install GnuPG (the package gnupg)");
        }
    }

    /// The signature comes only after all data was read, so that neither side waits for the other.
    private static byte[] exchange(Process gpg, byte[] data) throws IOException {
        try (OutputStream in = gpg.getOutputStream()) {
            in.write(data);
        } catch (IOException e) {
            return new byte[0]; // it gave up before it had read all, and has written why
        }
        return gpg.getInputStream().readAllBytes();
    }

    private KeelsonException failure(String key, String log) {
        String directory = home == null ? "<default>" : home.toString();
        for (String line : log.lines().toList()) {
            if (line.startsWith(STATUS + "INV_SGNR 2 ")) {
                return new KeelsonException(
                        "gpg key id " + key + " ambiguous (homedir: " + directory + "). Try the fingerprint instead");
            }
            if (line.startsWith(STATUS + "INV_SGNR ")) {
                return new KeelsonException("No gpg key found with ID " + key + " (homedir: " + directory + ")");
            }
        }
        List<String> said = log.lines().filter(line -> !line.startsWith(STATUS)).toList();
        return new KeelsonException("Failure signing with key " + key + ": " + String.join("; ", said));
    }
}
