package io.keelson.ostree.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keelson.ostree.FuzzTarget;
import io.keelson.ostree.variant.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Signatures and keys of both kinds.
public final class FuzzSignatures {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private final Path dir;
    private Keyring keyring = Keyring.EMPTY;
    private TrustedKeys trusted = TrustedKeys.none(Ed25519.ENGINE);

    /// @param dir an empty directory
    public FuzzSignatures(Path dir) {
        this.dir = dir;
    }

    public List<FuzzTarget> all() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] open = pair.getPublic().getEncoded();
        String key = Base64.getEncoder().encodeToString(Arrays.copyOfRange(open, open.length - 32, open.length));
        trusted = trusted.with(key);
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(DATA);
        byte[] signature = signer.sign();
        try (GnuPg gnupg = GnuPg.create()) {
            byte[] packet = signature(gnupg, "Ann", "");
            byte[] old = signature(gnupg, "Bob", "20200101T000000");
            byte[] keys = Files.readAllBytes(gnupg.export(dir.resolve("keys"), "Ann", "Bob"));
            byte[] armoured = gnupg.gpg("--armor", "--export", "Ann").getBytes(UTF_8);
            keyring = Keyring.read("keys", keys);
            return List.of(
                    FuzzTarget.strict("ed25519 signature", List.of(signature), this::ed25519),
                    FuzzTarget.strict(
                            "ed25519 keys", List.of((key + "\n" + key + "\n").getBytes(UTF_8)), this::keyFile),
                    FuzzTarget.strict("OpenPGP signature", List.of(packet, old), this::openPgp),
                    FuzzTarget.strict("OpenPGP keys", List.of(keys, armoured), this::keyring),
                    FuzzTarget.strict("signatures of a commit", List.of(beside(signature, packet)), this::detached));
        }
    }

    private byte[] signature(GnuPg gnupg, String name, String time) throws Exception {
        gnupg.key(name, time, "never");
        Path data = Files.write(dir.resolve("data"), DATA);
        Path out = dir.resolve("out");
        gnupg.at(time, "--yes", "--local-user", name, "--output", out, "--detach-sign", data);
        return Files.readAllBytes(out);
    }

    private static byte[] beside(byte[] signature, byte[] packet) {
        return Variant.dictionary(Map.of(
                        "ostree.gpgsigs",
                        new Variant.Sequence(Variant.BYTES, List.of(Variant.of(packet))),
                        "ostree.sign.ed25519",
                        new Variant.Sequence(Variant.BYTES, List.of(Variant.of(signature)))))
                .encode();
    }

    private void ed25519(byte[] bytes) {
        Ed25519.ENGINE.verify(DATA, List.of(bytes), trusted);
    }

    private void keyFile(byte[] bytes) throws IOException {
        trusted.withFile(Files.write(dir.resolve("ed25519"), bytes));
    }

    private void openPgp(byte[] bytes) {
        for (SignatureReport report : new OpenPgpVerifier(keyring, Instant.now()).check(DATA, bytes)) {
            report.text("  ");
        }
    }

    /// A keyring that can be read can be listed, used and stored.
    private void keyring(byte[] bytes) throws IOException {
        Keyring read = Keyring.read("keyring", bytes);
        KeyListing.of(read);
        new OpenPgpVerifier(read.bound(), Instant.now()).check(DATA, Files.readAllBytes(dir.resolve("out")));
        Keyring.read("keyring", read.plus(keyring).encode());
    }

    private void detached(byte[] bytes) {
        Map<String, Variant> metadata = SignatureList.untrusted(bytes);
        new OpenPgpVerifier(keyring, Instant.now())
                .check(DATA, metadata)
                .ifPresent(reports -> reports.forEach(report -> report.text("")));
        SignatureList.find(metadata, "ostree.sign.ed25519")
                .ifPresent(signatures -> Ed25519.ENGINE.verify(DATA, signatures, trusted));
    }
}
