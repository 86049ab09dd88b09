package io.keelson.ostree;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Copies whose length is known in advance.
final class Streams {
    private static final int BUFFER = 1 << 16;

    private Streams() {}

    /// Makes a file of exactly `size` bytes.
    static void copyToNew(InputStream in, Path target, long size) throws IOException {
        try (OutputStream out =
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(in, out, size);
        }
    }

    /// Copies exactly `size` bytes, and sees to it that no more are there.
    static void copy(InputStream in, OutputStream out, long size) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, size))];
        long left = size;
        while (left > 0) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new EOFException("content ends " + left + " bytes early: was it changed meanwhile?");
            }
            out.write(buffer, 0, n);
            left -= n;
        }
        expectEnd(in, size);
    }

    static byte[] readExactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("content ends " + (size - bytes.length) + " bytes early: was it changed meanwhile?");
        }
        expectEnd(in, size);
        return bytes;
    }

    static boolean equal(InputStream a, InputStream b) throws IOException {
        while (true) {
            byte[] one = a.readNBytes(BUFFER);
            if (!Arrays.equals(one, b.readNBytes(BUFFER))) {
                return false;
            }
            if (one.length == 0) {
                return true;
            }
        }
    }

    private static void expectEnd(InputStream in, long size) throws IOException {
        if (in.read() >= 0) {
            throw new IOException("content is longer than " + size + " bytes: was it changed meanwhile?");
        }
    }
}
