package io.keelson.packages.codec;

import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/// Opens xz streams with the host's liblzma, which is about half as fast again as Java's decoder, or
/// with the latter where the host has no liblzma. Both give the same bytes and refuse the same faults.
public final class XzStreams {
    private XzStreams() {}

    /// The plain bytes of one or several concatenated xz streams; closing it closes `in`.
    public static InputStream open(InputStream in) throws IOException {
        return isNative() ? openNative(in) : openJava(in);
    }

    /// Whether the host's liblzma is used.
    public static boolean isNative() {
        return Liblzma.LOADED != null;
    }

    static InputStream openNative(InputStream in) throws IOException {
        Liblzma lzma = Liblzma.LOADED;
        if (lzma == null) {
            throw new IOException("this host has no liblzma.so.5");
        }
        return new LiblzmaStream(lzma, in);
    }

    static InputStream openJava(InputStream in) throws IOException {
        return new XZInputStream(in, (int) (Liblzma.MEMORY_LIMIT >> 10));
    }
}
