package io.keelson.ostree.sign;

import java.time.Instant;

/// Describes the keys of a keyring for people.
public final class KeyListing {
    private KeyListing() {}

    /// Several lines for each key as `ostree remote gpg-list-keys` prints them.
    public static String of(Keyring keyring) {
        StringBuilder text = new StringBuilder();
        keyring.certificates().forEach(certificate -> add(text, certificate));
        return text.toString();
    }

    private static void add(StringBuilder text, Certificate certificate) {
        key(text, "", "Key", certificate.primary());
        for (UserId name : certificate.names()) {
            line(text, "  UID: " + name.text() + marks(name.revoked(), name.bound()));
            line(
                    text,
                    "  Advanced update URL: "
                            + name.updates().map(UserId.Updates::advanced).orElse(""));
            line(
                    text,
                    "  Direct update URL: "
                            + name.updates().map(UserId.Updates::direct).orElse(""));
        }
        for (KeyState key : certificate.keys().subList(1, certificate.keys().size())) {
            key(text, "  ", "Subkey", key);
        }
    }

    private static void key(StringBuilder text, String indent, String what, KeyState key) {
        line(text, indent + what + ": " + key.fingerprint() + marks(key.revoked(), key.bound()));
        line(text, indent + "  Created: " + SignatureReport.time(key.created()));
        if (key.expires() > 0) {
            String verb = key.expired(Instant.now()) ? "Expired" : "Expires";
            line(text, indent + "  " + verb + ": " + SignatureReport.time(key.expires()));
        }
    }

    private static String marks(boolean revoked, boolean bound) {
        return (revoked ? " (revoked)" : "") + (bound ? "" : " (invalid)");
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
