package io.keelson.ostree.sign;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// What a primary key says about itself, its names and its subkeys. Only what it has really signed counts.
///
/// @param primary the key that speaks
record SelfSignatures(PGPPublicKey primary) {
    /// Something that may fail for a signature that is not what it seems.
    private interface Check {
        boolean verify(PGPSignature signature) throws PGPException;
    }

    /// The newest statement about the key as a whole.
    Optional<PGPSignature> aboutKey() {
        return newest(signatures(primary.getKeySignatures())
                .filter(type(PGPSignature.DIRECT_KEY))
                .filter(good(primary, signature -> signature.verifyCertification(primary))));
    }

    /// Whether the key has been given up.
    boolean revoked() {
        return signatures(primary.getKeySignatures())
                .filter(type(PGPSignature.KEY_REVOCATION))
                .anyMatch(good(primary, signature -> signature.verifyCertification(primary)));
    }

    /// The newest statement that a name belongs to the key.
    Optional<PGPSignature> aboutName(byte[] name) {
        return newest(signatures(primary.getSignaturesForID(name))
                .filter(PGPSignature::isCertification)
                .filter(good(primary, signature -> signature.verifyCertification(name, primary))));
    }

    /// The newest statement that a name no longer belongs to the key.
    Optional<PGPSignature> againstName(byte[] name) {
        return newest(signatures(primary.getSignaturesForID(name))
                .filter(type(PGPSignature.CERTIFICATION_REVOCATION))
                .filter(good(primary, signature -> signature.verifyCertification(name, primary))));
    }

    /// The newest statement that a subkey belongs to the key.
    Optional<PGPSignature> aboutSubkey(PGPPublicKey subkey) {
        return newest(signatures(subkey.getSignatures())
                .filter(type(PGPSignature.SUBKEY_BINDING))
                .filter(good(primary, signature -> signature.verifyCertification(primary, subkey))));
    }

    /// Whether a subkey has been given up.
    boolean revoked(PGPPublicKey subkey) {
        return signatures(subkey.getSignatures())
                .filter(type(PGPSignature.SUBKEY_REVOCATION))
                .anyMatch(good(primary, signature -> signature.verifyCertification(primary, subkey)));
    }

    /// Whether the subkey agreed to belong to this key. Else anybody could claim the signatures of another.
    boolean agreed(PGPPublicKey subkey, PGPSignature binding) {
        try {
            PGPSignatureList embedded = binding.getHashedSubPackets().getEmbeddedSignatures();
            PGPSignatureList outside = binding.getUnhashedSubPackets().getEmbeddedSignatures();
            return Stream.concat(all(embedded), all(outside))
                    .filter(type(PGPSignature.PRIMARYKEY_BINDING))
                    .anyMatch(good(subkey, signature -> signature.verifyCertification(primary, subkey)));
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private static Predicate<PGPSignature> type(int type) {
        return signature -> signature.getSignatureType() == type;
    }

    private static Predicate<PGPSignature> good(PGPPublicKey by, Check check) {
        return signature -> {
            try {
                if (!signature.hasKeyIdentifier(by.getKeyIdentifier())) {
                    return false;
                }
                signature.init(new BcPGPContentVerifierBuilderProvider(), by);
                return check.verify(signature);
            } catch (PGPException | RuntimeException e) {
                return false; // malformed, or an algorithm that we do not know
            }
        };
    }

    private static Optional<PGPSignature> newest(Stream<PGPSignature> signatures) {
        return signatures.max(Comparator.comparing(PGPSignature::getCreationTime));
    }

    private static Stream<PGPSignature> all(PGPSignatureList list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Stream<PGPSignature> signatures(Iterator<PGPSignature> iterator) {
        Iterable<PGPSignature> iterable = () -> iterator;
        return StreamSupport.stream(iterable.spliterator(), false);
    }
}
