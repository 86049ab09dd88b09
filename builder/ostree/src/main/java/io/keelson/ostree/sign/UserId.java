package io.keelson.ostree.sign;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;

/// A name of a key, by convention `Name (comment) <address>`.
///
/// @param revoked the key has it no longer
/// @param bound whether the key has signed that it is its own
/// @param main whether it is the one to show
record UserId(String text, boolean revoked, boolean bound, boolean main) {
    private static final String ZBASE32 = "ybndrfg8ejkmcpqxot1uwisza345h769";

    /// What stands before comment and address.
    String name() {
        int end = text.length();
        for (char c : new char[] {'(', '<'}) {
            int at = text.indexOf(c);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return text.substring(0, end).strip();
    }

    /// The address, or nothing.
    String email() {
        int start = text.lastIndexOf('<');
        int end = text.indexOf('>', Math.max(start, 0));
        return start >= 0 && end > start ? text.substring(start + 1, end) : "";
    }

    /// Where the newest version of the key may be found: in a subdomain made for that, and in the domain.
    record Updates(String advanced, String direct) {}

    /// The places according to the web key directory; nothing without an address.
    Optional<Updates> updates() {
        String address = email().isEmpty() && text.matches("[^\\s@<>()]+@[^\\s@<>()]+") ? text : email();
        int at = address.indexOf('@');
        if (at <= 0 || at == address.length() - 1 || address.indexOf('@', at + 1) >= 0) {
            return Optional.empty();
        }
        String local = address.substring(0, at);
        String domain = address.substring(at + 1);
        String tail = "/hu/" + zbase32(sha1(local.toLowerCase(Locale.ROOT))) + "?l="
                + URLEncoder.encode(local, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%7E", "~")
                        .replace("*", "%2A");
        return Optional.of(new Updates(
                "https://openpgpkey." + domain + "/.well-known/openpgpkey/" + domain.toLowerCase(Locale.ROOT) + tail,
                "https://" + domain + "/.well-known/openpgpkey" + tail));
    }

    private static byte[] sha1(String local) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(local.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static String zbase32(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        long bits = 0;
        int held = 0;
        for (byte b : bytes) {
            bits = (bits << 8) | (b & 0xff);
            for (held += 8; held >= 5; held -= 5) {
                out.append(ZBASE32.charAt((int) (bits >> (held - 5)) & 31));
            }
        }
        return out.toString();
    }
}
