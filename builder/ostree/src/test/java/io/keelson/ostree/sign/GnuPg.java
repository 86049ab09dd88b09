package io.keelson.ostree.sign;

import static io.keelson.ostree.Ostree.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A home directory of the real gpg, made with the clock set to any time. Its path is short, as that of the
/// agent's socket has to be.
record GnuPg(Path home) implements AutoCloseable {
    static GnuPg create() throws IOException {
        return new GnuPg(Files.createTempDirectory(
                Path.of("/tmp"),
                "kg",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /// Runs gpg at a time such as `20200101T000000`, or now.
    String at(String time, Object... arguments) throws Exception {
        List<Object> command = new ArrayList<>(List.of("--homedir", home, "--batch", "--quiet", "--passphrase", ""));
        if (!time.isEmpty()) {
            command.addAll(List.of("--faked-system-time", time + "!"));
        }
        command.addAll(List.of(arguments));
        return run("gpg", command.toArray());
    }

    String gpg(Object... arguments) throws Exception {
        return at("", arguments);
    }

    /// Makes a key that signs.
    ///
    /// @param expires as gpg has it: `never`, `1y`
    /// @return its fingerprint
    String key(String name, String time, String expires) throws Exception {
        at(time, "--quick-generate-key", name, "ed25519", "cert,sign", expires);
        return fingerprints(name).getFirst();
    }

    /// The fingerprints of a key and its subkeys.
    List<String> fingerprints(String name) throws Exception {
        return gpg("--list-keys", "--with-colons", "--with-subkey-fingerprint", name)
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .map(line -> line.split(":", -1)[9])
                .toList();
    }

    /// Writes public keys into a file.
    Path export(Path file, Object... names) throws Exception {
        List<Object> command = new ArrayList<>(List.of("--yes", "--output", file, "--export"));
        command.addAll(List.of(names));
        gpg(command.toArray());
        return file;
    }

    @Override
    public void close() throws IOException {
        try {
            run("gpgconf", "--homedir", home, "--kill", "all");
            run("rm", "-rf", home);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
