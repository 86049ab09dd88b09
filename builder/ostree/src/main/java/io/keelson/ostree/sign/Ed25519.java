package io.keelson.ostree.sign;

import io.keelson.release.KeelsonException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Ed25519 with keys as libsodium has them: a secret one is the seed and then the public key, each of 32
/// bytes, and both kinds are written as Base64.
final class Ed25519 implements Engine {
    static final Engine ENGINE = new Ed25519();

    private static final int KEY = 32;
    private static final int SIGNATURE = 64;
    /// What stands before the 32 bytes in the encodings that the JDK reads.
    private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] SECRET = HexFormat.of().parseHex("302e020100300506032b657004220420");
    /// More failures than this are counted, not listed.
    private static final int LISTED = 3;

    private Ed25519() {}

    @Override
    public String name() {
        return "ed25519";
    }

    @Override
    public byte[] sign(byte[] data, String secret) {
        byte[] key = decode(secret, 2 * KEY, "secret");
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(secretKey(Arrays.copyOf(key, KEY)));
            signer.update(data);
            byte[] signature = signer.sign();
            if (!verifies(data, signature, Arrays.copyOfRange(key, KEY, 2 * KEY))) {
                throw incorrect("secret"); // the halves are not a pair, and nobody could verify it
            }
            return signature;
        } catch (GeneralSecurityException e) {
            throw incorrect("secret");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public String publicKey(String text) {
        return HexFormat.of().formatHex(decode(text, KEY, "public"));
    }

    @Override
    public String verify(byte[] data, List<byte[]> signatures, TrustedKeys keys) {
        List<String> failed = new ArrayList<>();
        for (byte[] signature : signatures) {
            if (signature.length != SIGNATURE) {
                throw new KeelsonException(
                        "Invalid signature length of " + signature.length + " bytes, expected " + SIGNATURE);
            }
            for (String key : keys.usable()) {
                if (verifies(data, signature, HexFormat.of().parseHex(key))) {
                    return "ed25519: Signature verified successfully with key '" + key + "'";
                }
                failed.add("key '" + key + "'");
            }
        }
        throw new KeelsonException(failure(failed));
    }

    private static String failure(List<String> failed) {
        if (failed.isEmpty()) {
            return "ed25519: no signatures found";
        }
        return "ed25519: Signature couldn't be verified"
                + (failed.size() > LISTED
                        ? "; tried " + failed.size() + " keys"
                        : " with: " + String.join("; ", failed));
    }

    private static boolean verifies(byte[] data, byte[] signature, byte[] key) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey(key));
            verifier.update(data);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // not a point of the curve, or not a scalar
        }
    }

    private static PublicKey publicKey(byte[] key) throws GeneralSecurityException {
        return factory().generatePublic(spec(PUBLIC, key, true));
    }

    private static PrivateKey secretKey(byte[] seed) throws GeneralSecurityException {
        return factory().generatePrivate(spec(SECRET, seed, false));
    }

    private static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519");
    }

    private static KeySpec spec(byte[] prefix, byte[] key, boolean isPublic) {
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, encoded, prefix.length, key.length);
        return isPublic ? new X509EncodedKeySpec(encoded) : new PKCS8EncodedKeySpec(encoded);
    }

    private static byte[] decode(String text, int length, String kind) {
        try {
            byte[] key = Base64.getMimeDecoder().decode(text);
            if (key.length == length) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw incorrect(kind); // without the cause: it may quote the key
        }
        throw incorrect(kind);
    }

    private static KeelsonException incorrect(String kind) {
        return new KeelsonException("Incorrect ed25519 " + kind + " key");
    }
}
