package io.keelson.ostree.delta;

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

/// The few calls of liblzma 5 that encoding needs. Layouts are those of its headers on 64-bit systems, which
/// have not changed since 5.2.
final class Liblzma {
    /// The binding, or null where the host lacks the library.
    static final @Nullable Liblzma LOADED = load();

    static final int RUN = 0;
    static final int FINISH = 3;
    static final int OK = 0;
    static final int STREAM_END = 1;
    static final int MEM_ERROR = 5;

    private static final int CHECK_CRC64 = 4;
    private static final long FILTER_LZMA2 = 0x21;
    private static final long NO_FILTER = -1;

    /// More than any of its structures has.
    private static final int STRUCTURE = 256;

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

    private final MethodHandle preset;
    private final MethodHandle encoder;
    private final MethodHandle encoderMt;
    private final MethodHandle code;
    private final MethodHandle end;

    private Liblzma(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        preset = linker.downcallHandle(
                library.findOrThrow("lzma_lzma_preset"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        encoder = linker.downcallHandle(
                library.findOrThrow("lzma_stream_encoder"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        encoderMt = linker.downcallHandle(
                library.findOrThrow("lzma_stream_encoder_mt"), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
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
            return null; // not installed: the Java encoder does the work
        }
    }

    private static VarHandle field(String name) {
        return STREAM.varHandle(MemoryLayout.PathElement.groupElement(name));
    }

    /// Prepares a zeroed `lzma_stream`.
    int encoder(Arena arena, MemorySegment stream, Xz.Cut cut, int threads) {
        MemorySegment filters = filters(arena, cut.window());
        try {
            if (cut.blocks() == 1) {
                return (int) encoder.invokeExact(stream, filters, CHECK_CRC64);
            }
            MemorySegment mt = arena.allocate(STRUCTURE, Long.BYTES);
            mt.set(JAVA_INT, 4, threads);
            mt.set(JAVA_LONG, 8, cut.blockSize());
            mt.set(ADDRESS, 24, filters);
            mt.set(JAVA_INT, 32, CHECK_CRC64);
            return (int) encoderMt.invokeExact(stream, mt);
        } catch (Throwable e) {
            throw new IllegalStateException("lzma_stream_encoder", e);
        }
    }

    private MemorySegment filters(Arena arena, int window) {
        MemorySegment options = arena.allocate(STRUCTURE, Long.BYTES);
        try {
            int unknown = (int) preset.invokeExact(options, Xz.PRESET);
            if (unknown != 0) {
                throw new IllegalStateException("preset " + Xz.PRESET);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("lzma_lzma_preset", e);
        }
        options.set(JAVA_INT, 0, window); // dict_size
        MemorySegment filters = arena.allocate(4 * Long.BYTES, Long.BYTES);
        filters.set(JAVA_LONG, 0, FILTER_LZMA2);
        filters.set(ADDRESS, 8, options);
        filters.set(JAVA_LONG, 16, NO_FILTER);
        return filters;
    }

    /// Encodes until input or output is used up.
    int code(MemorySegment stream, int action) {
        try {
            return (int) code.invokeExact(stream, action);
        } catch (Throwable e) {
            throw new IllegalStateException("lzma_code", e);
        }
    }

    /// Frees what the encoder holds.
    void end(MemorySegment stream) {
        try {
            end.invokeExact(stream);
        } catch (Throwable e) {
            throw new IllegalStateException("lzma_end", e);
        }
    }
}
