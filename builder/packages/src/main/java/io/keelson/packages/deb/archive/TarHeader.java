package io.keelson.packages.deb.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// One 512-byte tar header (POSIX ustar and GNU), read in place.
final class TarHeader {
    static final int BLOCK = 512;

    private static final int NAME_LENGTH = 100;
    private static final int LINK_AT = 157;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_LENGTH = 155;
    private static final int SUM_AT = 148;
    private static final int SUM_LENGTH = 8;

    private final byte[] block;

    TarHeader(byte[] block) {
        this.block = block;
    }

    /// Whether this is the block of zeros that ends an archive.
    boolean isEnd() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /// Checks the header's sum, which old writers formed from signed bytes.
    void check() throws IOException {
        long unsigned = SUM_LENGTH * ' ';
        long signed = SUM_LENGTH * ' ';
        for (int i = 0; i < BLOCK; i++) {
            if (i < SUM_AT || i >= SUM_AT + SUM_LENGTH) {
                unsigned += block[i] & 0xff;
                signed += block[i];
            }
        }
        long sum = number(SUM_AT, SUM_LENGTH, "checksum");
        if (sum != unsigned && sum != signed) {
            throw new IOException("a header has a wrong checksum");
        }
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    String name() throws IOException {
        String name = text(0, NAME_LENGTH);
        boolean posix = block[MAGIC_AT] == 'u' && block[MAGIC_AT + 5] == 0;
        return posix && block[PREFIX_AT] != 0 ? text(PREFIX_AT, PREFIX_LENGTH) + "/" + name : name;
    }

    String link() throws IOException {
        return text(LINK_AT, NAME_LENGTH);
    }

    int mode() throws IOException {
        return (int) number(100, 8, "mode") & 07777;
    }

    int uid() throws IOException {
        return id(number(108, 8, "owner"), "owner");
    }

    int gid() throws IOException {
        return id(number(116, 8, "group"), "group");
    }

    long size() throws IOException {
        long size = number(124, 12, "size");
        if (size < 0) {
            throw new IOException("a header has a negative size");
        }
        return size;
    }

    long mtime() throws IOException {
        return number(136, 12, "time");
    }

    String user() throws IOException {
        return text(265, 32);
    }

    String group() throws IOException {
        return text(297, 32);
    }

    int major() throws IOException {
        return id(number(329, 8, "device"), "device");
    }

    int minor() throws IOException {
        return id(number(337, 8, "device"), "device");
    }

    static int id(long number, String what) throws IOException {
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IOException("a header has the " + what + " " + number);
        }
        return (int) number;
    }

    /// UTF-8 text; anything else could not be kept as it is.
    static String utf8(byte[] bytes, int at, int length) throws IOException {
        for (int i = at; i < at + length; i++) {
            if (bytes[i] < 0) {
                return strictUtf8(ByteBuffer.wrap(bytes, at, length));
            }
        }
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    private static String strictUtf8(ByteBuffer bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            String shown = StandardCharsets.ISO_8859_1.decode(bytes.rewind()).toString();
            throw new IOException("the name \"" + shown + "\" is not UTF-8", e);
        }
    }

    private String text(int at, int length) throws IOException {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return utf8(block, at, end - at);
    }

    /// Octal digits, or GNU's base 256 when the first bit is set.
    private long number(int at, int length, String what) throws IOException {
        if ((block[at] & 0x80) != 0) {
            return base256(at, length, what);
        }
        long value = 0;
        int i = at;
        while (i < at + length && block[i] == ' ') {
            i++;
        }
        for (; i < at + length && block[i] != 0 && block[i] != ' '; i++) {
            if (block[i] < '0' || block[i] > '7') {
                throw new IOException("a header has a malformed " + what);
            }
            value = (value << 3) | (block[i] - '0');
        }
        return value;
    }

    private long base256(int at, int length, String what) throws IOException {
        boolean negative = (block[at] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = at; i < at + length; i++) {
            int octet = i == at ? (block[i] & 0x3f) | (negative ? 0xc0 : 0) : block[i] & 0xff;
            if (value > Long.MAX_VALUE >> 8 || value < Long.MIN_VALUE >> 8) {
                throw new IOException("a header's " + what + " is out of range");
            }
            value = (value << 8) | octet;
        }
        return value;
    }
}
