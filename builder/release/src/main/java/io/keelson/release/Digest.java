package io.keelson.release;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 value. Held as four numbers, not as text: a compose keeps tens of thousands of them.
/// Ordered as the hexadecimal text is.
public record Digest(long a, long b, long c, long d) implements Comparable<Digest> {
    /// Length of the raw value.
    public static final int BYTES = 32;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// A fresh SHA-256 computation.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Ends `digest`, which must be a SHA-256 computation, and takes its value.
    public static Digest of(MessageDigest digest) {
        return ofRaw(digest.digest());
    }

    /// The digest of `content`.
    public static Digest of(byte[] content) {
        return ofRaw(sha256().digest(content));
    }

    /// The digest of a file's content, read as a stream.
    public static Digest of(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return of(digest);
    }

    /// Takes the 32 raw bytes of a value.
    ///
    /// @throws IllegalArgumentException when `raw` has another length
    public static Digest ofRaw(byte[] raw) {
        if (raw.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 value has 32 bytes, not " + raw.length);
        }
        return ofRaw(raw, 0);
    }

    /// Takes the 32 raw bytes that begin at `offset`.
    public static Digest ofRaw(byte[] raw, int offset) {
        return new Digest(
                (long) LONGS.get(raw, offset),
                (long) LONGS.get(raw, offset + 8),
                (long) LONGS.get(raw, offset + 16),
                (long) LONGS.get(raw, offset + 24));
    }

    /// Reads 64 hexadecimal digits.
    ///
    /// @throws IllegalArgumentException when `hex` is anything else
    public static Digest parse(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("not a SHA-256 value: " + hex);
        }
        return ofRaw(HexFormat.of().parseHex(hex));
    }

    /// Whether `text` is 64 lowercase hexadecimal digits.
    public static boolean isHex(String text) {
        return text.length() == 2 * BYTES
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /// The 32 raw bytes, a fresh array.
    public byte[] raw() {
        byte[] raw = new byte[BYTES];
        LONGS.set(raw, 0, a);
        LONGS.set(raw, 8, b);
        LONGS.set(raw, 16, c);
        LONGS.set(raw, 24, d);
        return raw;
    }

    /// 64 lowercase hexadecimal digits.
    public String hex() {
        byte[] digits = new byte[2 * BYTES];
        long[] parts = {a, b, c, d};
        for (int at = 0; at < digits.length; at++) {
            digits[at] = DIGITS[(int) (parts[at >> 4] >>> (60 - 4 * (at & 15))) & 15];
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return hex();
    }

    @Override
    public int compareTo(Digest other) {
        int order = Long.compareUnsigned(a, other.a);
        order = order != 0 ? order : Long.compareUnsigned(b, other.b);
        order = order != 0 ? order : Long.compareUnsigned(c, other.c);
        return order != 0 ? order : Long.compareUnsigned(d, other.d);
    }
}
