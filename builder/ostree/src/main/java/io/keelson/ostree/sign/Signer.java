package io.keelson.ostree.sign;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Adds signatures to something, and takes them away. Each call is one replacement of what is beside it:
/// of several signatures all are there in the end or none.
public final class Signer {
    private final Signable signed;

    /// @param signed what to sign
    public Signer(Signable signed) {
        this.signed = signed;
    }

    /// Signs with each of these keys.
    ///
    /// @throws KeelsonException when one of them is none
    public void sign(Engine engine, List<String> secrets) throws IOException {
        byte[] data = signed.data();
        Map<String, Variant> metadata = signed.metadata();
        for (String secret : secrets) {
            metadata = SignatureList.append(metadata, engine.metadataKey(), engine.sign(data, secret));
        }
        signed.replace(metadata);
    }

    /// Signs with each of these keys of a home directory.
    ///
    /// @throws KeelsonException when a key is not there, or has signed this before
    public void sign(Gpg gpg, List<String> keys) throws IOException {
        byte[] data = signed.data();
        Map<String, Variant> metadata = signed.metadata();
        for (String key : keys) {
            byte[] signature = gpg.sign(data, key);
            if (issuers(metadata).stream().anyMatch(issuers(signature)::contains)) {
                throw new KeelsonException(signed.what() + " is already signed with GPG key " + key);
            }
            metadata = SignatureList.append(metadata, OpenPgpVerifier.METADATA_KEY, signature);
        }
        signed.replace(metadata);
    }

    /// Looks for a good signature.
    ///
    /// @return what to tell the user
    /// @throws KeelsonException when there is none
    public String verify(TrustedKeys keys) throws IOException {
        Engine engine = keys.engine();
        List<byte[]> signatures = SignatureList.find(signed.metadata(), engine.metadataKey())
                .orElseThrow(() -> new KeelsonException(engine.name() + ": commit have no signatures of my type"));
        return engine.verify(signed.data(), signatures, keys);
    }

    /// Removes the OpenPGP signatures by keys.
    ///
    /// @param keyring where names and ids of subkeys are looked up; ids of what signed are found without it
    /// @return how many there were
    public int remove(List<String> keys, Keyring keyring) throws IOException {
        Map<String, Variant> metadata = signed.metadata();
        List<byte[]> before =
                SignatureList.find(metadata, OpenPgpVerifier.METADATA_KEY).orElse(List.of());
        List<Certificate> known = keyring.certificates();
        List<byte[]> after = new ArrayList<>(before);
        after.removeIf(signature -> PgpSignatures.parse(signature).stream()
                .anyMatch(one -> keys.stream().anyMatch(key -> IssuerMatch.of(one, key, known))));
        if (after.size() < before.size()) {
            signed.replace(SignatureList.replace(metadata, OpenPgpVerifier.METADATA_KEY, after));
        }
        return before.size() - after.size();
    }

    /// Removes the signatures of an engine that these keys have made.
    ///
    /// @return how many there were
    public int remove(TrustedKeys keys) throws IOException {
        byte[] data = signed.data();
        Map<String, Variant> metadata = signed.metadata();
        String key = keys.engine().metadataKey();
        List<byte[]> before = SignatureList.find(metadata, key).orElse(List.of());
        List<byte[]> after = new ArrayList<>(before);
        after.removeIf(signature -> isBy(keys, data, signature));
        if (after.size() < before.size()) {
            signed.replace(SignatureList.replace(metadata, key, after));
        }
        return before.size() - after.size();
    }

    private static boolean isBy(TrustedKeys keys, byte[] data, byte[] signature) {
        try {
            keys.engine().verify(data, List.of(signature), keys);
            return true;
        } catch (KeelsonException e) {
            return false;
        }
    }

    /// Looks at the OpenPGP signatures.
    public Optional<List<SignatureReport>> reports(Keyring keyring) throws IOException {
        Map<String, Variant> metadata = signed.metadata();
        return metadata.containsKey(OpenPgpVerifier.METADATA_KEY)
                ? new OpenPgpVerifier(keyring, Instant.now()).check(signed.data(), metadata)
                : Optional.empty();
    }

    private static Set<String> issuers(Map<String, Variant> metadata) {
        Set<String> all = new HashSet<>();
        SignatureList.find(metadata, OpenPgpVerifier.METADATA_KEY)
                .orElse(List.of())
                .forEach(signature -> all.addAll(issuers(signature)));
        return all;
    }

    private static Set<String> issuers(byte[] signature) {
        return PgpSignatures.parse(signature).stream().map(Reports::issuer).collect(Collectors.toSet());
    }
}
