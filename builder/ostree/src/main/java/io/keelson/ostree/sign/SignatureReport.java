package io.keelson.ostree.sign;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What came of checking one OpenPGP signature.
///
/// @param verdict whether it counts, and why not
/// @param fingerprint of the key that made it; only the end of it when the signature does not tell more
/// @param primary the fingerprint of that key's primary key, or nothing when the key is unknown
/// @param made when, in seconds after the epoch; `expires`, `keyExpires` and `primaryExpires` are 0 for never
/// @param algorithm of the key
/// @param name of its owner
/// @param email of its owner
public record SignatureReport(
        Verdict verdict,
        String fingerprint,
        String primary,
        long made,
        long expires,
        String algorithm,
        String name,
        String email,
        long keyExpires,
        long primaryExpires) {
    /// Whether a signature counts.
    public enum Verdict {
        /// It does.
        GOOD,
        /// Its key is not in the keyring.
        KEY_MISSING,
        /// Its key, or the primary key of that, has been given up.
        KEY_REVOKED,
        /// Its key, or the primary key of that, has come to its end.
        KEY_EXPIRED,
        /// It was made for a time that is over.
        EXPIRED,
        /// It is not a signature of this, or its key may not make one.
        BAD
    }

    private static final int ID = 16;

    /// Several lines as `ostree show` prints them, each with a line end. Times are those of the machine's zone.
    ///
    /// @param prefix what each line begins with
    public String text(String prefix) {
        StringBuilder text = new StringBuilder();
        line(text, prefix, "Signature made " + time(made) + " using " + algorithm + " key ID " + id(fingerprint));
        line(text, prefix, judgement());
        boolean subkey = verdict != Verdict.KEY_MISSING && !fingerprint.equals(primary);
        if (subkey) {
            line(text, prefix, "Primary key ID " + id(primary));
        }
        end(text, prefix, "Signature", expires, verdict == Verdict.EXPIRED);
        end(text, prefix, "Key", keyExpires, verdict == Verdict.KEY_EXPIRED);
        end(text, prefix, "Primary key", subkey ? primaryExpires : 0, verdict == Verdict.KEY_EXPIRED);
        return text.toString();
    }

    private String judgement() {
        String from = " signature from \"" + name + " <" + email + ">\"";
        return switch (verdict) {
            case GOOD -> "Good" + from;
            case KEY_MISSING -> "Can't check signature: public key not found";
            case KEY_REVOKED -> "Key revoked";
            case EXPIRED -> "Expired" + from;
            case KEY_EXPIRED, BAD -> "BAD" + from;
        };
    }

    private static void end(StringBuilder text, String prefix, String what, long when, boolean over) {
        if (when > 0) {
            line(text, prefix, what + (over ? " expired " : " expires ") + time(when));
        }
    }

    private static void line(StringBuilder text, String prefix, String line) {
        text.append(prefix).append(line).append('\n');
    }

    private static String id(String fingerprint) {
        return fingerprint.substring(Math.max(0, fingerprint.length() - ID));
    }

    /// As GLib's `%c` has it: days of one digit come after a space that is as wide as a digit.
    static String time(long seconds) {
        ZonedDateTime when = Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault());
        String day = when.getDayOfMonth() < 10 ? "\u2007" : "";
        return DateTimeFormatter.ofPattern("EEE MMM " + day + "d HH:mm:ss uuuu", Locale.ROOT)
                .format(when);
    }
}
