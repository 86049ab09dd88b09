package io.keelson.ostree;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Watches the headers of a tar archive go by and keeps the extended attributes in them: the library that
/// reads the archive takes their values for text, which capabilities and labels are not.
final class PaxXattrs extends FilterInputStream {
    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE_AT = 156;
    private static final String PREFIX = "SCHILY.xattr.";

    /// More than file systems keep for one file, many times over.
    private static final int MOST = 64 << 20;

    private final ByteArrayOutputStream headers = new ByteArrayOutputStream();
    private long position;
    private boolean watching;

    PaxXattrs(InputStream in) {
        super(in);
    }

    /// From now on headers are read.
    void begin() {
        headers.reset();
        watching = true;
        padding = (int) ((BLOCK - position % BLOCK) % BLOCK);
    }

    private int padding;

    /// The attributes in the headers since [#begin()].
    Xattrs end() {
        watching = false;
        byte[] all = headers.toByteArray();
        Map<String, byte[]> found = new TreeMap<>();
        int at = padding;
        while (at + BLOCK <= all.length) {
            long size = octal(all, at + SIZE_AT);
            if (all[at + TYPE_AT] != 'x' || size < 0 || size > all.length - at - BLOCK) {
                at += BLOCK;
                continue;
            }
            records(Arrays.copyOfRange(all, at + BLOCK, at + BLOCK + (int) size), found);
            at += BLOCK + (int) ((size + BLOCK - 1) / BLOCK) * BLOCK;
        }
        return Xattrs.of(found);
    }

    private static long octal(byte[] bytes, int from) {
        String text = new String(bytes, from, SIZE_LENGTH, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        return text.matches("[0-7]{1,11}") ? Long.parseLong(text, 8) : -1;
    }

    /// Each is `LENGTH KEY=VALUE\n`, where the length counts all of it.
    private static void records(byte[] payload, Map<String, byte[]> found) {
        int at = 0;
        while (at < payload.length) {
            int space = indexOf(payload, (byte) ' ', at);
            int equals = indexOf(payload, (byte) '=', at);
            if (space < 0 || equals < space || space - at > 9) {
                return;
            }
            String digits = text(payload, at, space);
            int end = digits.matches("[0-9]+") ? at + Integer.parseInt(digits) : -1;
            if (end <= equals || end > payload.length) {
                return;
            }
            String key = text(payload, space + 1, equals);
            if (key.startsWith(PREFIX)) {
                found.put(key.substring(PREFIX.length()), Arrays.copyOfRange(payload, equals + 1, end - 1));
            }
            at = end;
        }
    }

    private static int indexOf(byte[] bytes, byte wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int n = in.read(buffer, from, length);
        if (n > 0) {
            position += n;
            watch(buffer, from, n);
        }
        return n;
    }

    private void watch(byte[] buffer, int from, int length) throws IOException {
        if (!watching) {
            return;
        }
        if (headers.size() + length > MOST) {
            throw new IOException("more than " + MOST + " bytes of headers for one file");
        }
        headers.write(buffer, from, length);
    }

    @Override
    public long skip(long n) throws IOException {
        if (watching) {
            return Math.max(0, read(new byte[(int) Math.min(n, BLOCK)]));
        }
        long skipped = in.skip(n);
        position += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
