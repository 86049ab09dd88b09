package io.keelson.bootstrap.ssh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;

/// A public key as SSH carries it. Two are equal when they are the same key.
final class PublicBlob {
    private final byte[] bytes;

    private PublicBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    static PublicBlob of(byte[] bytes) {
        return new PublicBlob(bytes.clone());
    }

    static PublicBlob of(PublicKey key) {
        return new PublicBlob(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
    }

    /// @throws IllegalArgumentException when it is no Base64
    static PublicBlob ofBase64(String text) {
        return new PublicBlob(Base64.getDecoder().decode(text));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// `ssh-ed25519` and the like: what it begins with.
    String type() {
        try {
            return new Buffer.PlainBuffer(bytes).readString(StandardCharsets.US_ASCII);
        } catch (Buffer.BufferException e) {
            return "?";
        }
    }

    /// As `ssh-keygen -l` shows it.
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Type and fingerprint.
    @Override
    public String toString() {
        return type() + " " + fingerprint();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicBlob key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
