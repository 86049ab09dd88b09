package io.keelson.ostree.delta;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Compresses parts as libostree does (preset 8, CRC64), with the host's liblzma, or in Java where there is
/// none. A large part is cut into blocks, which several threads compress at the same time; where it is cut
/// depends on its size alone, so the result is the same on every machine.
final class Xz {
    static final int PRESET = 8;

    /// The window of that preset.
    static final int WINDOW = 32 << 20;

    private static final int MIN_WINDOW = 1 << 16;
    private static final int BLOCK = 16 << 20;

    /// Smaller contents are not worth a second block.
    private static final int CUT = 6 << 20;

    private final int threads;
    private final Semaphore running;

    /// @param threads how many blocks may be compressed at the same time, of all parts together
    Xz(int threads) {
        this.threads = threads;
        this.running = new Semaphore(threads, true);
    }

    /// How the content of a part is cut: at least in two when that is worth it, so that two threads can work.
    record Cut(int blocks, long blockSize) {
        static Cut of(long size) {
            int blocks = size <= CUT ? 1 : (int) Math.max(2, (size + BLOCK - 1) / BLOCK);
            return new Cut(blocks, (size + blocks - 1) / blocks);
        }

        /// No more than a block can use.
        int window() {
            return (int) Math.max(MIN_WINDOW, Math.min(WINDOW, blockSize));
        }
    }

    void compress(Rope content, OutputStream out) throws IOException {
        Cut cut = Cut.of(content.size());
        int mine = Math.min(threads, cut.blocks());
        running.acquireUninterruptibly(mine);
        try (OutputStream xz = open(cut, mine, out)) {
            content.writeTo(xz);
        } finally {
            running.release(mine);
        }
    }

    private static OutputStream open(Cut cut, int threads, OutputStream out) throws IOException {
        Liblzma lzma = Liblzma.LOADED;
        if (lzma != null) {
            return new LiblzmaOutput(lzma, cut, threads, out);
        }
        LZMA2Options options = new LZMA2Options(PRESET);
        options.setDictSize(cut.window());
        return new XZOutputStream(out, options);
    }

    /// Needs liblzma's own words only when it fails, which only a lack of memory can cause.
    static KeelsonException failure(int status) {
        return new KeelsonException(
                status == Liblzma.MEM_ERROR
                        ? "xz: not enough memory to compress a part"
                        : "xz: liblzma failed with status " + status);
    }
}
