package io.keelson.packages.apt;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;

/// Finds the keys that may sign a source.
final class Trust {
    private final Path etcApt;

    /// Trusts what a machine trusts.
    ///
    /// @param etcApt the directory with `trusted.gpg` and `trusted.gpg.d`, usually `/etc/apt`
    Trust(Path etcApt) {
        this.etcApt = etcApt;
    }

    /// The keys for a source.
    ///
    /// @throws KeelsonException when a named keyring is missing or malformed, or there is no key at all
    Keyring keyring(Source source) {
        SignedBy by = source.signedBy();
        try {
            return by.isHost() ? host(by) : named(source, by);
        } catch (IOException e) {
            throw new KeelsonException(source.where() + ": " + e.getMessage(), e)
                    .withHint("Signed-By names the keyring of a source; install it, or correct the path");
        }
    }

    private static Keyring named(Source source, SignedBy by) throws IOException {
        List<OpenPGPCertificate> certificates = new ArrayList<>();
        for (Path file : by.files()) {
            certificates.addAll(Keyring.read(file));
        }
        if (by.block() != null) {
            String name = "in Signed-By of " + source.where();
            return new Keyring(name, Keyring.read(name, by.block().getBytes(StandardCharsets.US_ASCII)), List.of());
        }
        return new Keyring(
                by.files().stream().map(Path::toString).collect(Collectors.joining(", ")),
                certificates,
                by.fingerprints());
    }

    private Keyring host(SignedBy by) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.exists(etcApt.resolve("trusted.gpg"))) {
            files.add(etcApt.resolve("trusted.gpg"));
        }
        try (Stream<Path> parts = Files.list(etcApt.resolve("trusted.gpg.d"))) {
            parts.filter(file -> file.toString().matches(".*\\.(gpg|asc)"))
                    .sorted()
                    .forEach(files::add);
        } catch (NoSuchFileException e) {
            // then trusted.gpg is all there is
        }
        List<OpenPGPCertificate> certificates = new ArrayList<>();
        for (Path file : files) {
            certificates.addAll(Keyring.read(file));
        }
        String name = etcApt + "/trusted.gpg.d";
        return by.fingerprints().isEmpty()
                ? new Keyring(name + " (the source has no Signed-By)", certificates, List.of())
                : new Keyring(
                        name + " (" + String.join(", ", by.fingerprints()) + " only)", certificates, by.fingerprints());
    }
}
