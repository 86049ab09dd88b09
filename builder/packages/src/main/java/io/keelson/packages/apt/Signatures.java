package io.keelson.packages.apt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.OpenPGPPolicy;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// Checks detached signatures: one good signature is enough, by a key that is bound to its
/// certificate, may sign, and is neither expired nor revoked at the time of the check.
@SuppressWarnings("JavaUtilDate") // Bouncy Castle speaks nothing else
final class Signatures {
    private static final Set<Integer> HASHES = Set.of(
            HashAlgorithmTags.SHA256,
            HashAlgorithmTags.SHA384,
            HashAlgorithmTags.SHA512,
            HashAlgorithmTags.SHA3_256,
            HashAlgorithmTags.SHA3_512);

    private static final OpenPGPPolicy POLICY = new OpenPGPDefaultPolicy();

    private final Keyring keyring;
    private final Instant now;

    Signatures(Keyring keyring, Instant now) {
        this.keyring = keyring;
        this.now = now;
    }

    /// Checks `content` against the signatures in `signature`, armoured or not.
    ///
    /// @param type the one signature type that is right here: binary or text (RFC 9580, section 5.2.1)
    /// @return the fingerprint of the key that signed
    /// @throws IOException that says of each signature why it does not count
    String check(byte[] content, byte[] signature, int type) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (PGPSignature one : parse(signature)) {
            Optional<String> reason = fault(content, one, type);
            if (reason.isEmpty()) {
                return Keyring.fingerprint(keyring.signer(one).orElseThrow());
            }
            reasons.add("key " + id(one) + ": " + reason.get());
        }
        if (reasons.isEmpty()) {
            throw new IOException("there is no signature in it");
        }
        throw new IOException(String.join("; ", reasons));
    }

    private static List<PGPSignature> parse(byte[] signature) throws IOException {
        List<PGPSignature> signatures = new ArrayList<>();
        try {
            PGPObjectFactory objects =
                    new BcPGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(signature)));
            for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
                if (object instanceof PGPSignatureList list) {
                    list.forEach(signatures::add);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new IOException("the signature is malformed: " + e.getMessage(), e);
        }
        return signatures;
    }

    private Optional<String> fault(byte[] content, PGPSignature signature, int type) {
        Optional<OpenPGPComponentKey> key = keyring.signer(signature);
        if (key.isEmpty()) {
            return Optional.of("not in that keyring");
        }
        try {
            return form(signature, type)
                    .or(() -> validity(key.get()))
                    .or(() -> time(signature))
                    .or(() ->
                            isGood(content, signature, key.get()) ? Optional.empty() : Optional.of("wrong signature"));
        } catch (RuntimeException e) {
            return Optional.of("malformed signature: " + e.getMessage());
        }
    }

    private static Optional<String> form(PGPSignature signature, int type) {
        if (signature.getSignatureType() != type) {
            return Optional.of("a signature of the wrong type " + signature.getSignatureType());
        }
        if (!HASHES.contains(signature.getHashAlgorithm())) {
            return Optional.of("signed with the weak digest algorithm " + signature.getHashAlgorithm());
        }
        if (!POLICY.hasNoCriticalUnknownNotations(signature) || !POLICY.hasNoCriticalUnknownSubpackets(signature)) {
            return Optional.of("the signature demands something unknown");
        }
        return Optional.empty();
    }

    private Optional<String> validity(OpenPGPComponentKey key) {
        Date date = Date.from(now);
        if (key.isSigningKey(date)
                && key.isBoundAt(date)
                && key.getCertificate().getPrimaryKey().isBoundAt(date)) {
            return POLICY.isAcceptableVerificationKey(key.getPGPPublicKey())
                    ? Optional.empty()
                    : Optional.of("the key is too weak");
        }
        if (key.getCertificate().getRevocation(date) != null || key.getRevocation(date) != null) {
            return Optional.of("the key was revoked");
        }
        Date end = key.getKeyExpirationDateAt(date);
        if (end != null && !end.after(date)) {
            return Optional.of("the key expired on " + end.toInstant());
        }
        return Optional.of("the key is not valid for signing");
    }

    private Optional<String> time(PGPSignature signature) {
        Instant made = signature.getCreationTime().toInstant();
        if (made.isAfter(now.plus(ReleaseDates.CLOCK_TOLERANCE))) {
            return Optional.of("signed in the future, at " + made);
        }
        long seconds = signature.getHashedSubPackets() == null
                ? 0
                : signature.getHashedSubPackets().getSignatureExpirationTime();
        if (seconds != 0 && made.plusSeconds(seconds).isBefore(now)) {
            return Optional.of("the signature expired on " + made.plusSeconds(seconds));
        }
        return Optional.empty();
    }

    private static boolean isGood(byte[] content, PGPSignature signature, OpenPGPComponentKey key) {
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key.getPGPPublicKey());
            signature.update(content);
            return signature.verify();
        } catch (PGPException e) {
            return false;
        }
    }

    private static String id(PGPSignature signature) {
        return signature.getKeyIdentifiers().stream()
                .map(identifier -> identifier.getFingerprint() != null
                        ? HexFormat.of().withUpperCase().formatHex(identifier.getFingerprint())
                        : HexFormat.of().withUpperCase().toHexDigits(identifier.getKeyId()))
                .findFirst()
                .orElse("unknown");
    }
}
