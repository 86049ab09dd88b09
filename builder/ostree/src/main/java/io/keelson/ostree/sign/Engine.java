package io.keelson.ostree.sign;

import io.keelson.release.KeelsonException;
import java.util.List;

/// A kind of signature whose keys are short texts.
public sealed interface Engine permits Ed25519, Dummy {
    /// The one that is meant when nobody says.
    String DEFAULT = "ed25519";

    /// The engine of a name.
    ///
    /// @throws KeelsonException when there is none
    static Engine of(String name) {
        return all().stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new KeelsonException("Requested signature type is not implemented"));
    }

    /// Every engine.
    static List<Engine> all() {
        return List.of(Ed25519.ENGINE, Dummy.ENGINE);
    }

    /// How options and configurations call it.
    String name();

    /// Where its signatures are in detached metadata.
    default String metadataKey() {
        return "ostree.sign." + name();
    }

    /// Signs.
    ///
    /// @param secret the key as text; messages never contain it
    /// @throws KeelsonException when it is no key
    byte[] sign(byte[] data, String secret);

    /// The one spelling of a public key by which keys are compared.
    ///
    /// @throws KeelsonException when it is no key
    String publicKey(String text);

    /// Looks for a signature by a key that is trusted and not revoked.
    ///
    /// @return what to tell the user: that it was found, and by which key
    /// @throws KeelsonException when there is none
    String verify(byte[] data, List<byte[]> signatures, TrustedKeys keys);
}
