package io.keelson.ostree.sign;

import java.time.Instant;
import java.util.HexFormat;
import org.bouncycastle.openpgp.PGPPublicKey;

/// One key of a certificate and what its primary key says about it.
///
/// @param expires seconds after the epoch, or 0 for never
/// @param revoked given up, itself or with its primary key
/// @param bound whether the primary key says that it belongs to the certificate
/// @param signs whether it is meant for signatures
record KeyState(PGPPublicKey key, long expires, boolean revoked, boolean bound, boolean signs) {
    String fingerprint() {
        return HexFormat.of().withUpperCase().formatHex(key.getFingerprint());
    }

    long created() {
        return key.getCreationTime().toInstant().getEpochSecond();
    }

    boolean expired(Instant now) {
        return expires > 0 && expires <= now.getEpochSecond();
    }
}
