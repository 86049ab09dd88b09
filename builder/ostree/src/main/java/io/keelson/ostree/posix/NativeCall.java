package io.keelson.ostree.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.file.Path;

/// The memory of one call into libc; pointers are numbers and hold until it is closed.
final class NativeCall implements AutoCloseable {
    private static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = LibC.state(arena);

    long pointer(Path path) {
        return arena.allocateFrom(path.toString(), NAMES).address();
    }

    long pointer(String text) {
        return arena.allocateFrom(text).address();
    }

    long pointer(byte... bytes) {
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes).address();
    }

    long pointer(long... numbers) {
        return arena.allocateFrom(ValueLayout.JAVA_LONG, numbers).address();
    }

    MemorySegment memory(long bytes) {
        return arena.allocate(bytes, Long.BYTES);
    }

    /// Calls a function that returns an `int`.
    int toInt(LibC.Function function, long... arguments) {
        return (int) LibC.call(function, state, arguments);
    }

    /// Calls a function that returns an `ssize_t`.
    long toLong(LibC.Function function, long... arguments) {
        return LibC.call(function, state, arguments);
    }

    /// The error number of the last call.
    int errno() {
        return LibC.errno(state);
    }

    @Override
    public void close() {
        arena.close();
    }
}
