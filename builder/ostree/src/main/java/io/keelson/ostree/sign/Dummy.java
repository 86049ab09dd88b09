package io.keelson.ostree.sign;

import io.keelson.release.KeelsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Signatures that are their own key, to test everything around signatures. Only the environment variable
/// `OSTREE_DUMMY_SIGN_ENABLED` makes them count.
final class Dummy implements Engine {
    static final Engine ENGINE = new Dummy();

    private Dummy() {}

    @Override
    public String name() {
        return "dummy";
    }

    @Override
    public byte[] sign(byte[] data, String secret) {
        requireEnabled();
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String publicKey(String text) {
        return text;
    }

    @Override
    public String verify(byte[] data, List<byte[]> signatures, TrustedKeys keys) {
        requireEnabled();
        for (byte[] signature : signatures) {
            if (keys.trusts(new String(signature, StandardCharsets.UTF_8))) {
                return "dummy: Signature verified";
            }
        }
        throw new KeelsonException(
                signatures.isEmpty()
                        ? "signature: dummy: no signatures"
                        : "signature: dummy: incorrect signatures found: " + signatures.size());
    }

    private static void requireEnabled() {
        String enabled = System.getenv("OSTREE_DUMMY_SIGN_ENABLED");
        if (enabled == null || enabled.isEmpty()) {
            throw new KeelsonException("dummy signature type is only for ostree testing");
        }
    }
}
