package io.keelson.ostree;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/// Streams that may be compressed, which their first bytes say.
final class Compressed {
    private static final int BUFFER = 1 << 16;

    /// Enough for `xz -9`; a forged header cannot ask for more.
    private static final int XZ_MEMORY_KIB = 128 << 10;

    private Compressed() {}

    /// The plain bytes; those of a stream that is not compressed, as they are.
    static InputStream open(InputStream in) throws IOException {
        InputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(8);
        String magic = HexFormat.of().formatHex(buffered.readNBytes(6));
        buffered.reset();
        if (magic.startsWith("1f8b")) {
            return new GZIPInputStream(buffered, BUFFER);
        }
        if (magic.equals("fd377a585a00")) {
            return new XZInputStream(buffered, XZ_MEMORY_KIB);
        }
        if (magic.startsWith("28b52ffd")) {
            return new ZstdInputStreamNoFinalizer(buffered);
        }
        return magic.startsWith("425a68") ? new BZip2CompressorInputStream(buffered, true) : buffered;
    }
}
