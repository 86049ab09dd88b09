package io.keelson.ostree.sign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts bytes from a stranger into OpenPGP signature packets (RFC 4880, section 4.2), so that the parser
/// never sees one that is cut off, unlimited, or of another kind.
final class Packets {
    private static final int SIGNATURE = 2;
    /// No signature that anybody makes comes near.
    private static final int LARGEST = 1 << 16;

    private final byte[] bytes;
    private int at;

    private Packets(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The signature packets of version 3 and 4 at the beginning of `bytes`, each with its header. What
    /// follows the first thing that is none is not looked at.
    static List<byte[]> signatures(byte[] bytes) {
        List<byte[]> found = new ArrayList<>();
        Packets packets = new Packets(bytes);
        for (byte[] packet = packets.next(); packet.length > 0; packet = packets.next()) {
            found.add(packet);
        }
        return found;
    }

    /// The next packet, or no bytes when there is none of ours.
    private byte[] next() {
        int start = at;
        int header = read();
        boolean recent = (header & 0x40) != 0;
        int tag = recent ? header & 0x3f : (header >> 2) & 0xf;
        int length = recent ? recentLength() : oldLength(header & 3);
        boolean ours = (header & 0x80) != 0 && tag == SIGNATURE && length > 1 && length <= LARGEST;
        if (header < 0 || !ours || length > bytes.length - at || bytes[at] < 3 || bytes[at] > 4) {
            return new byte[0];
        }
        at += length;
        return Arrays.copyOfRange(bytes, start, at);
    }

    private int recentLength() {
        int first = read();
        if (first < 192) {
            return first;
        }
        if (first < 224) {
            return ((first - 192) << 8) + read() + 192;
        }
        return first == 255 ? number(4) : -1; // else its end is not told
    }

    private int oldLength(int kind) {
        return kind == 3 ? -1 : number(1 << kind);
    }

    private int number(int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (read() & 0xff);
        }
        return value;
    }

    private int read() {
        return at < bytes.length ? bytes[at++] & 0xff : -1;
    }
}
