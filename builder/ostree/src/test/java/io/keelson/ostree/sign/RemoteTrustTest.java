package io.keelson.ostree.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.DetachedMetadata;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteTrustTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path dir;

    private final Map<String, String> options = new HashMap<>();
    private SmallRepository small;

    @BeforeEach
    void start() throws Exception {
        small = SmallRepository.in(dir);
    }

    @AfterEach
    void stop() throws Exception {
        small.close();
    }

    @Test
    void oneOfTheEnginesHasToBeContent() throws Exception {
        Pair pair = Pair.random();
        small.signer().sign(Ed25519.ENGINE, List.of(pair.secret()));
        options.putAll(Map.of("gpg-verify", "false", "sign-verify", "true"));
        options.put("verification-ed25519-key", pair.open());
        assertThatCode(this::check).doesNotThrowAnyException();
        options.put("verification-ed25519-key", Pair.random().open());
        assertThatThrownBy(this::check)
                .hasMessageStartingWith("Can't verify commit: ed25519: Signature couldn't be verified with: key");
        options.remove("verification-ed25519-key");
        Path file = Files.write(dir.resolve("keys"), List.of(Pair.random().open(), pair.open()));
        options.put("verification-ed25519-file", file.toString());
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void whatIsConfiguredButCannotBeCheckedIsAFailure() {
        assertFailure(Map.of("sign-verify", "ed25519"), "No keys found for required signapi type ed25519");
        assertFailure(Map.of("sign-verify", "unheard"), "Requested signature type is not implemented");
        assertFailure(
                Map.of("sign-verify", "true", "verification-ed25519-file", dir + "/none"),
                "Failed loading 'ed25519' keys from '" + dir);
        assertFailure(
                Map.of("sign-verify", "true", "verification-ed25519-key", "short"),
                "Failed loading 'ed25519' keys from inline `verification-key`");
        assertFailure(Map.of("gpg-verify", "perhaps"), "gpg-verify");
        assertFailure(Map.of("sign-verify", "ed25519,unheard", "verification-ed25519-key", KEY), "not implemented");
    }

    private void assertFailure(Map<String, String> configured, String message) {
        assertThatThrownBy(
                        () -> RemoteTrust.of(small.repo(), "origin", key -> Optional.ofNullable(configured.get(key))))
                .hasMessageContaining(message);
    }

    @Test
    void signaturesThatAreMissingOrGarbageAreNoSignatures() throws Exception {
        byte[] garbage = "borkborkbork".getBytes(StandardCharsets.UTF_8);
        RemoteTrust gpg = trust();
        assertThat(gpg.demandsCommits()).isTrue();
        assertThatThrownBy(() -> gpg.checkCommit(small.commit(), small.signed().data(), garbage))
                .hasMessageStartingWith("Commit " + small.commit() + ": GPG verification enabled, but no signatures");
        options.putAll(Map.of("gpg-verify", "false", "gpg-verify-summary", "true"));
        assertThat(trust().demandsCommits()).isFalse();
        assertThatThrownBy(() -> trust().checkSummary(garbage, null)).hasMessageContaining("no summary.sig found");
        assertThatThrownBy(() -> trust().checkSummary(null, null)).hasMessageContaining("no summary found");
        assertThatThrownBy(() -> trust().checkSummary(garbage, garbage)).hasMessageContaining("no signatures found");
        options.putAll(Map.of("gpg-verify-summary", "false", "sign-verify-summary", "true"));
        assertThatThrownBy(() -> trust().checkSummary(garbage, garbage)).hasMessage("No signatures found");
        assertThatThrownBy(() -> trust().checkSummary(garbage, null)).hasMessageContaining("no summary.sig found");
    }

    private RemoteTrust trust() throws Exception {
        return RemoteTrust.of(small.repo(), "origin", key -> Optional.ofNullable(options.get(key)));
    }

    private void check() throws Exception {
        byte[] detached = DetachedMetadata.bytes(small.repo(), small.commit()).orElseThrow();
        trust().checkCommit(small.commit(), small.signed().data(), detached);
    }

    /// Keys as texts.
    private record Pair(String secret, String open) {
        static Pair random() throws Exception {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] seed = tail(pair.getPrivate().getEncoded());
            byte[] open = tail(pair.getPublic().getEncoded());
            byte[] both = Arrays.copyOf(seed, 64);
            System.arraycopy(open, 0, both, 32, 32);
            Base64.Encoder text = Base64.getEncoder();
            return new Pair(text.encodeToString(both), text.encodeToString(open));
        }

        private static byte[] tail(byte[] encoded) {
            return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        }
    }
}
