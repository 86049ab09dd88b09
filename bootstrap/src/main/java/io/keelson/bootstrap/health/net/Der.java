package io.keelson.bootstrap.health.net;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

/// Puts keys in their older formats into the one that Java reads: PKCS #8 is a number, the algorithm and the
/// key as it was.
final class Der {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xA0;
    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Der() {}

    /// A key of PKCS #1.
    static byte[] wrapRsa(byte[] key) {
        return wrap(RSA, key);
    }

    /// A key of SEC 1, which names its curve itself.
    static byte[] wrapEc(byte[] key) throws GeneralSecurityException {
        byte[] inside = content(key, 0);
        for (int at = 0; at < inside.length; at = end(inside, at)) {
            if ((inside[at] & 0xFF) == PARAMETERS) {
                return wrap(join(EC, content(inside, at)), key);
            }
        }
        throw new GeneralSecurityException("the EC private key does not name its curve");
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return tagged(SEQUENCE, join(VERSION_0, tagged(SEQUENCE, algorithm), tagged(OCTETS, key)));
    }

    private static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return join(head, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] content(byte[] der, int at) throws GeneralSecurityException {
        return Arrays.copyOfRange(der, start(der, at), end(der, at));
    }

    /// Where the content of the element at `at` begins.
    private static int start(byte[] der, int at) throws GeneralSecurityException {
        need(der, at + 2);
        int first = der[at + 1] & 0xFF;
        return first < 0x80 ? at + 2 : at + 2 + (first & 0x7F);
    }

    private static int end(byte[] der, int at) throws GeneralSecurityException {
        int start = start(der, at);
        need(der, start);
        int length = start == at + 2 ? der[at + 1] : 0;
        for (int digit = at + 2; digit < start; digit++) {
            length = (length << 8) | (der[digit] & 0xFF);
        }
        need(der, start + length);
        return start + length;
    }

    private static void need(byte[] der, int end) throws GeneralSecurityException {
        if (end < 0 || end > der.length) {
            throw new GeneralSecurityException("the private key is cut");
        }
    }
}
