package io.keelson.ostree.sign;

import io.keelson.ostree.sign.SignatureReport.Verdict;
import java.util.HexFormat;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPSignature;

/// Makes reports.
final class Reports {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Reports() {}

    static SignatureReport of(Verdict verdict, PGPSignature signature, Certificate certificate, KeyState key) {
        UserId name = certificate.names().isEmpty()
                ? new UserId("[unknown name] <[unknown email]>", false, false, false)
                : certificate.names().getFirst();
        return new SignatureReport(
                verdict,
                key.fingerprint(),
                certificate.primary().fingerprint(),
                PgpSignatures.made(signature),
                PgpSignatures.expires(signature),
                algorithm(signature),
                name.name(),
                name.email(),
                key.expires(),
                certificate.primary().expires());
    }

    static SignatureReport ofUnknown(PGPSignature signature) {
        return new SignatureReport(
                Verdict.KEY_MISSING,
                issuer(signature),
                "",
                PgpSignatures.made(signature),
                PgpSignatures.expires(signature),
                algorithm(signature),
                "[unknown name]",
                "[unknown email]",
                0,
                0);
    }

    /// The fingerprint of the key, or the end of it.
    static String issuer(PGPSignature signature) {
        return signature.getKeyIdentifiers().stream()
                .filter(identifier -> identifier.getFingerprint() != null)
                .findFirst()
                .map(identifier -> HEX.formatHex(identifier.getFingerprint()))
                .orElseGet(() -> HEX.toHexDigits(signature.getKeyID()));
    }

    private static String algorithm(PGPSignature signature) {
        return switch (signature.getKeyAlgorithm()) {
            case PublicKeyAlgorithmTags.RSA_GENERAL -> "RSA";
            case PublicKeyAlgorithmTags.DSA -> "DSA";
            case PublicKeyAlgorithmTags.ECDSA -> "ECDSA";
            case PublicKeyAlgorithmTags.EDDSA_LEGACY, PublicKeyAlgorithmTags.Ed25519, PublicKeyAlgorithmTags.Ed448 ->
                "EdDSA";
            default -> "[unknown name]";
        };
    }
}
