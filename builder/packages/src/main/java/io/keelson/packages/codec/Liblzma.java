package io.keelson.packages.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The few calls of liblzma 5 that decoding needs. Its `lzma_stream` has had this layout since 5.0,
/// on every 64-bit system.
final class Liblzma {
    /// The binding, or null where the host lacks the library.
    static final @Nullable Liblzma LOADED = load();

    /// As much as `xz -9` needs, many times over; a forged header cannot ask for more.
    static final long MEMORY_LIMIT = 256L << 20;

    static final int RUN = 0;
    static final int FINISH = 3;
    static final int OK = 0;
    static final int STREAM_END = 1;

    private static final int CONCATENATED = 0x08;

    static final MemoryLayout STREAM = MemoryLayout.structLayout(
            ADDRESS.withName("next_in"),
            JAVA_LONG.withName("avail_in"),
            JAVA_LONG.withName("total_in"),
            ADDRESS.withName("next_out"),
            JAVA_LONG.withName("avail_out"),
            JAVA_LONG.withName("total_out"),
            MemoryLayout.sequenceLayout(11, JAVA_LONG).withName("internal"));

    static final VarHandle NEXT_IN = field("next_in");
    static final VarHandle AVAIL_IN = field("avail_in");
    static final VarHandle NEXT_OUT = field("next_out");
    static final VarHandle AVAIL_OUT = field("avail_out");

    private final MethodHandle decoder;
    private final MethodHandle code;
    private final MethodHandle end;

    private Liblzma(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        decoder = linker.downcallHandle(
                library.findOrThrow("lzma_stream_decoder"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        code = linker.downcallHandle(
                library.findOrThrow("lzma_code"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        end = linker.downcallHandle(library.findOrThrow("lzma_end"), FunctionDescriptor.ofVoid(ADDRESS));
    }

    private static @Nullable Liblzma load() {
        if (ADDRESS.byteSize() != Long.BYTES || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return null;
        }
        try {
            return new Liblzma(SymbolLookup.libraryLookup("liblzma.so.5", Arena.global()));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return null; // not installed: the Java decoder does the work
        }
    }

    private static VarHandle field(String name) {
        return STREAM.varHandle(MemoryLayout.PathElement.groupElement(name));
    }

    /// Prepares a zeroed `lzma_stream` for concatenated xz streams.
    int decoder(MemorySegment stream) {
        try {
            return (int) decoder.invokeExact(stream, MEMORY_LIMIT, CONCATENATED);
        } catch (Throwable e) {
            throw new IllegalStateException("lzma_stream_decoder", e);
        }
    }

    /// Decodes until input or output is used up.
    int code(MemorySegment stream, int action) {
        try {
            return (int) code.invokeExact(stream, action);
        } catch (Throwable e) {
            throw new IllegalStateException("lzma_code", e);
        }
    }

    /// Frees what the decoder holds.
    void end(MemorySegment stream) {
        try {
            end.invokeExact(stream);
        } catch (Throwable e) {
            throw new IllegalStateException("lzma_end", e);
        }
    }
}
