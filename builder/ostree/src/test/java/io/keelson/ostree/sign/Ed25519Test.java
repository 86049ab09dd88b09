package io.keelson.ostree.sign;

import static io.keelson.ostree.Ostree.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Debian's ostree has no ed25519, so that openssl is the judge.
class Ed25519Test {
    private static final byte[] DATA = "what is signed".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path dir;

    private Path pem;
    private String secret;
    private String publicKey;

    @BeforeEach
    void makeKey() throws Exception {
        pem = dir.resolve("key.pem");
        run("openssl", "genpkey", "-algorithm", "ed25519", "-out", pem);
        byte[] seed = tail("pkey", "-outform", "DER", "-in", pem, "-out");
        byte[] point = tail("pkey", "-pubout", "-outform", "DER", "-in", pem, "-out");
        byte[] both = Arrays.copyOf(seed, 64);
        System.arraycopy(point, 0, both, 32, 32);
        secret = Base64.getEncoder().encodeToString(both);
        publicKey = Base64.getEncoder().encodeToString(point);
    }

    private byte[] tail(Object... openssl) throws Exception {
        Path out = dir.resolve("der");
        Object[] command = Arrays.copyOf(openssl, openssl.length + 1);
        command[openssl.length] = out;
        run("openssl", command);
        byte[] der = Files.readAllBytes(out);
        return Arrays.copyOfRange(der, der.length - 32, der.length);
    }

    @Test
    void opensslVerifiesWhatWeSign() throws Exception {
        Path data = Files.write(dir.resolve("data"), DATA);
        Path signature = Files.write(dir.resolve("sig"), Ed25519.ENGINE.sign(DATA, secret));
        Object[] verify = {"pkeyutl", "-verify", "-rawin", "-inkey", pem, "-in", data, "-sigfile", signature};
        assertThat(run("openssl", verify)).contains("Verified Successfully");
    }

    @Test
    void weVerifyWhatOpensslSignsInACommit() throws Exception {
        try (SmallRepository small = SmallRepository.in(dir)) {
            Path data = Files.write(dir.resolve("data"), small.signed().data());
            Path signature = dir.resolve("sig");
            run("openssl", "pkeyutl", "-sign", "-rawin", "-inkey", pem, "-in", data, "-out", signature);
            SignedCommit signed = small.signed();
            signed.replace(SignatureList.append(
                    signed.metadata(), Ed25519.ENGINE.metadataKey(), Files.readAllBytes(signature)));
            String hex = Ed25519.ENGINE.publicKey(publicKey);
            assertThat(small.signer().verify(trusted(publicKey)))
                    .isEqualTo("ed25519: Signature verified successfully with key '" + hex + "'");
            assertThatThrownBy(() -> small.signer().verify(trusted(other())))
                    .hasMessageStartingWith("ed25519: Signature couldn't be verified with: key '");
        }
    }

    @Test
    void aChangedByteIsSeen() {
        byte[] signature = Ed25519.ENGINE.sign(DATA, secret);
        TrustedKeys keys = trusted(publicKey);
        Ed25519.ENGINE.verify(DATA, List.of(signature), keys);
        byte[] changed = DATA.clone();
        changed[0]++;
        assertThatThrownBy(() -> Ed25519.ENGINE.verify(changed, List.of(signature), keys))
                .isInstanceOf(KeelsonException.class);
    }

    @Test
    void aKeyThatCannotBeVerifiedIsRefusedAndNotShown() {
        byte[] halves = Base64.getDecoder().decode(secret);
        halves[40]++;
        String wrong = Base64.getEncoder().encodeToString(halves);
        for (String bad : List.of(wrong, secret.substring(4), "not a key at all!", "")) {
            assertThatThrownBy(() -> Ed25519.ENGINE.sign(DATA, bad))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessage("Incorrect ed25519 secret key")
                    .hasNoCause();
        }
    }

    @Test
    void aSignatureIsRemovedByItsKeyAlone() throws Exception {
        try (SmallRepository small = SmallRepository.in(dir)) {
            small.signer().sign(Ed25519.ENGINE, List.of(secret));
            assertThat(small.signer().remove(trusted(other()))).isZero();
            assertThat(small.signer().remove(trusted(publicKey))).isOne();
            assertThat(small.signed().metadata()).isEmpty();
        }
    }

    private static String other() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        return Base64.getEncoder().encodeToString(key);
    }

    private static TrustedKeys trusted(String key) {
        return TrustedKeys.none(Ed25519.ENGINE).with(key);
    }
}
