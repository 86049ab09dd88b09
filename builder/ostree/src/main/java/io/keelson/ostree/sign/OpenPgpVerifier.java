package io.keelson.ostree.sign;

import io.keelson.ostree.sign.SignatureReport.Verdict;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.KeelsonException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPSignature;

/// Checks OpenPGP signatures. As with GnuPG a key must be good today, not only when it signed: who holds a
/// stolen key can sign with any date.
public final class OpenPgpVerifier {
    /// Where the signatures are in detached metadata.
    public static final String METADATA_KEY = "ostree.gpgsigs";

    private final List<Certificate> certificates;
    private final Instant now;

    /// @param now the time that decides what has expired
    public OpenPgpVerifier(Keyring keyring, Instant now) {
        this.certificates = keyring.certificates();
        this.now = now;
    }

    /// Looks at all signatures beside something, in their order.
    ///
    /// @return nothing when there are none at all
    public Optional<List<SignatureReport>> check(byte[] data, Map<String, Variant> metadata) {
        return SignatureList.find(metadata, METADATA_KEY)
                .map(signatures -> signatures.stream()
                        .flatMap(signature -> check(data, signature).stream())
                        .toList());
    }

    /// Looks at the signature packets in `signatures`; what cannot be read is left out.
    public List<SignatureReport> check(byte[] data, byte[] signatures) {
        return PgpSignatures.parse(signatures).stream()
                .map(one -> report(data, one))
                .toList();
    }

    /// Demands that one signature is good.
    ///
    /// @throws KeelsonException that says of each signature why it is not
    public static void require(List<SignatureReport> reports) {
        if (reports.stream().anyMatch(report -> report.verdict() == Verdict.GOOD)) {
            return;
        }
        if (reports.isEmpty()) {
            throw new KeelsonException("No GPG signatures found");
        }
        StringBuilder text = new StringBuilder();
        reports.reversed().forEach(report -> text.append(report.text("")));
        throw new KeelsonException(text.toString().stripTrailing());
    }

    private SignatureReport report(byte[] data, PGPSignature signature) {
        SignatureReport last = null;
        for (Certificate certificate : certificates) {
            Optional<KeyState> key = certificate.signer(signature);
            if (key.isPresent()) {
                last = Reports.of(verdict(data, signature, certificate, key.get()), signature, certificate, key.get());
                if (last.verdict() != Verdict.BAD) {
                    return last;
                }
            }
        }
        return last == null ? Reports.ofUnknown(signature) : last;
    }

    private Verdict verdict(byte[] data, PGPSignature signature, Certificate certificate, KeyState key) {
        KeyState primary = certificate.primary();
        if (!key.bound() || !key.signs() || !PgpSignatures.verifies(signature, key, data)) {
            return Verdict.BAD;
        }
        long expires = PgpSignatures.expires(signature);
        if (expires > 0 && expires <= now.getEpochSecond()) {
            return Verdict.EXPIRED;
        }
        if (key.expired(now) || primary.expired(now)) {
            return Verdict.KEY_EXPIRED;
        }
        return key.revoked() ? Verdict.KEY_REVOKED : Verdict.GOOD;
    }
}
