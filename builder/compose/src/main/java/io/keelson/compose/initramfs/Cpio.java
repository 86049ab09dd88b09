package io.keelson.compose.initramfs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Reads cpio archives in the newc format, of which an initramfs is made (kernel documentation,
/// "initramfs buffer format").
final class Cpio {
    private static final int HEADER = 110;
    private static final int NAME_SIZE_AT = 94;
    private static final int FILE_SIZE_AT = 54;
    private static final String END = "TRAILER!!!";

    private final InputStream in;
    private final OutputStream copy;
    private long offset;

    private Cpio(InputStream in, OutputStream copy) {
        this.in = in;
        this.copy = copy;
    }

    /// Reads one archive up to its end and tells the names in it.
    ///
    /// @param copy gets every byte that was read
    static void read(InputStream in, OutputStream copy, Consumer<String> names) throws IOException {
        Cpio cpio = new Cpio(in, copy);
        for (String name = cpio.next(); !name.equals(END); name = cpio.next()) {
            names.accept(name);
        }
    }

    private String next() throws IOException {
        String header = new String(take(HEADER), StandardCharsets.US_ASCII);
        if (!header.startsWith("070701") && !header.startsWith("070702")) {
            throw new IOException("no cpio archive in the newc format at byte " + (offset - HEADER));
        }
        int nameSize = number(header, NAME_SIZE_AT);
        int fileSize = number(header, FILE_SIZE_AT);
        byte[] name = take(nameSize);
        align();
        pass(fileSize);
        align();
        return new String(name, 0, Math.max(0, nameSize - 1), StandardCharsets.UTF_8);
    }

    private static int number(String header, int at) throws IOException {
        try {
            return Integer.parseUnsignedInt(header.substring(at, at + 8), 16);
        } catch (NumberFormatException e) {
            throw new IOException("a cpio header has no number at " + at, e);
        }
    }

    private void align() throws IOException {
        pass((int) (-offset & 3));
    }

    private byte[] take(int length) throws IOException {
        byte[] read = in.readNBytes(length);
        if (read.length != length) {
            throw new EOFException("the cpio archive ends after " + (offset + read.length) + " bytes");
        }
        offset += length;
        copy.write(read);
        return read;
    }

    private void pass(int length) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int left = length; left > 0; ) {
            int n = in.readNBytes(buffer, 0, Math.min(left, buffer.length));
            if (n == 0) {
                throw new EOFException("the cpio archive ends after " + offset + " bytes");
            }
            copy.write(buffer, 0, n);
            offset += n;
            left -= n;
        }
    }
}
