package io.keelson.packages.codec;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;

/// The compressions that packages and indices come in, told by the end of a file's name.
public enum Compression {
    XZ(".xz"),
    ZSTD(".zst"),
    GZIP(".gz"),
    LZ4(".lz4"),
    BZIP2(".bz2"),
    LZMA(".lzma"),
    NONE("");

    /// Legacy lzma files may ask for 4 GiB of dictionary; no package was ever made with more than this.
    private static final int LZMA_MEMORY_KIB = 256 << 10;

    private static final int BUFFER = 1 << 16;

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /// The end of the name with its dot; empty for [#NONE].
    public String suffix() {
        return suffix;
    }

    /// The compression with exactly this suffix (dot included).
    public static Optional<Compression> ofSuffix(String suffix) {
        for (Compression one : values()) {
            if (one.suffix.equals(suffix)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// The plain bytes of `in`. Concatenated streams are read one after another. Corrupt input shows as
    /// an [IOException] here or while reading, and with some formats as a [RuntimeException].
    public InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case XZ -> XzStreams.open(in);
            case ZSTD -> new ZstdInputStreamNoFinalizer(in);
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case LZ4 -> new FramedLZ4CompressorInputStream(in, true);
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case LZMA -> new LZMAInputStream(in, LZMA_MEMORY_KIB);
            case NONE -> in;
        };
    }
}
