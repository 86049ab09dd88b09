package io.keelson.bootstrap.install;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A tar archive (ustar) that depends on nothing but what is in it: no owners, all times 0.
final class TarWriter {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final int CHECKSUM_AT = 148;

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    void directory(String path, int mode) throws IOException {
        header(path + "/", mode, 0, '5', "");
    }

    void link(String path, String target) throws IOException {
        header(path, 0777, 0, '2', target);
    }

    /// A file, of which `size` bytes follow on the returned stream's owner: [#content].
    void file(String path, int mode, long size) throws IOException {
        header(path, mode, size, '0', "");
    }

    void content(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    void pad(long size) throws IOException {
        out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    private void header(String path, int mode, long size, char type, String target) throws IOException {
        byte[] header = new byte[BLOCK];
        int cut = cut(path);
        text(header, 0, NAME, cut < 0 ? path : path.substring(cut + 1));
        text(header, 345, PREFIX, cut < 0 ? "" : path.substring(0, cut));
        number(header, 100, 8, mode);
        number(header, 108, 8, 0);
        number(header, 116, 8, 0);
        number(header, 124, 12, size);
        number(header, 136, 12, 0);
        header[156] = (byte) type;
        text(header, 157, NAME, target);
        text(header, 257, 8, "ustar\u000000");
        text(header, CHECKSUM_AT, 8, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        text(header, CHECKSUM_AT, 8, String.format(Locale.ROOT, "%06o\0 ", sum));
        out.write(header);
    }

    /// Long paths are cut at a slash; -1 when that is not needed.
    private static int cut(String path) throws IOException {
        if (length(path) <= NAME) {
            return -1;
        }
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            if (length(path.substring(at + 1)) <= NAME
                    && length(path.substring(0, at)) <= PREFIX
                    && at + 1 < path.length()) {
                return at;
            }
        }
        throw new IOException("the path " + path + " is too long for an archive");
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void text(byte[] header, int at, int room, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > room) {
            throw new IOException(text + " is too long for an archive");
        }
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static void number(byte[] header, int at, int room, long value) throws IOException {
        text(header, at, room, String.format(Locale.ROOT, "%0" + (room - 1) + "o", value));
    }
}
