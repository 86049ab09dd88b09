package io.keelson.ostree.sign;

import java.util.List;
import java.util.Locale;
import org.bouncycastle.openpgp.PGPSignature;

/// Whether a user who names a key means the one that made a signature.
final class IssuerMatch {
    private IssuerMatch() {}

    static boolean of(PGPSignature signature, String key, List<Certificate> known) {
        String id = (key.startsWith("0x") ? key.substring(2) : key).toUpperCase(Locale.ROOT);
        boolean itself =
                id.matches("[0-9A-F]{8,40}") && Reports.issuer(signature).endsWith(id);
        return itself
                || known.stream()
                        .anyMatch(certificate -> certificate.means(key)
                                && certificate.signer(signature).isPresent());
    }
}
