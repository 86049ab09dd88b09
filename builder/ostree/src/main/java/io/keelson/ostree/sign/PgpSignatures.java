package io.keelson.ostree.sign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// Signatures as the library has them.
final class PgpSignatures {
    /// Those that GnuPG takes for data.
    private static final Set<Integer> DIGESTS = Set.of(
            HashAlgorithmTags.SHA1,
            HashAlgorithmTags.RIPEMD160,
            HashAlgorithmTags.SHA224,
            HashAlgorithmTags.SHA256,
            HashAlgorithmTags.SHA384,
            HashAlgorithmTags.SHA512);

    private static final Set<Integer> TYPES =
            Set.of(PGPSignature.BINARY_DOCUMENT, PGPSignature.CANONICAL_TEXT_DOCUMENT);

    /// What a signature may demand to be understood.
    private static final Set<Integer> UNDERSTOOD = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.SIGNER_USER_ID,
            SignatureSubpacketTags.POLICY_URL);

    private PgpSignatures() {}

    /// The signatures in bytes from a stranger; what cannot be read is left out.
    static List<PGPSignature> parse(byte[] bytes) {
        List<PGPSignature> signatures = new ArrayList<>();
        for (byte[] packet : Packets.signatures(bytes)) {
            try {
                if (new BcPGPObjectFactory(packet).nextObject() instanceof PGPSignatureList list) {
                    list.forEach(signatures::add);
                }
            } catch (IOException | RuntimeException _) {
                // malformed inside: no signature
            }
        }
        return signatures;
    }

    /// Whether a key made this signature of `data`.
    static boolean verifies(PGPSignature signature, KeyState key, byte[] data) {
        try {
            if (!TYPES.contains(signature.getSignatureType())
                    || !DIGESTS.contains(signature.getHashAlgorithm())
                    || made(signature) < key.created()
                    || demandsMore(signature)) {
                return false;
            }
            signature.init(new BcPGPContentVerifierBuilderProvider(), key.key());
            signature.update(data);
            return signature.verify();
        } catch (PGPException | RuntimeException e) {
            return false; // malformed, or an algorithm that we do not know
        }
    }

    private static boolean demandsMore(PGPSignature signature) {
        if (signature.hasSubpackets()) {
            for (int tag : signature.getHashedSubPackets().getCriticalTags()) {
                if (!UNDERSTOOD.contains(tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    static long made(PGPSignature signature) {
        return signature.getCreationTime().toInstant().getEpochSecond();
    }

    /// When a signature ends, in seconds after the epoch, or 0.
    static long expires(PGPSignature signature) {
        long seconds =
                signature.hasSubpackets() ? signature.getHashedSubPackets().getSignatureExpirationTime() : 0;
        return seconds == 0 ? 0 : made(signature) + seconds;
    }
}
