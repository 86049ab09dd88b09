package io.keelson.ostree.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.Path;

/// Handles of the functions, and what a call needs: a place for errno and text in native memory. To make
/// a handle takes milliseconds, so they come in groups that are made when the first of them is used.
final class LibC {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private static final MethodHandle STRERROR = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private LibC() {}

    /// Calls on open files.
    static final class Descriptors {
        static final MethodHandle OPEN = variadic("open", 2, ADDRESS, JAVA_INT, JAVA_INT);
        static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);
        static final MethodHandle FSYNC = function("fsync", JAVA_INT, JAVA_INT);
        static final MethodHandle SYNCFS = function("syncfs", JAVA_INT, JAVA_INT);
        static final MethodHandle FCNTL = variadic("fcntl", 2, JAVA_INT, JAVA_INT, ADDRESS);

        private Descriptors() {}
    }

    /// Calls that change what a path names.
    static final class Inodes {
        static final MethodHandle LCHOWN = function("lchown", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
        static final MethodHandle CHMOD = function("chmod", JAVA_INT, ADDRESS, JAVA_INT);
        static final MethodHandle UTIMENSAT = function("utimensat", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);

        private Inodes() {}
    }

    /// Calls that make and move names.
    static final class Names {
        static final MethodHandle LINK = function("link", JAVA_INT, ADDRESS, ADDRESS);
        static final MethodHandle RENAMEAT2 =
                function("renameat2", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
        static final MethodHandle MKNOD = function("mknod", JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG);

        private Names() {}
    }

    /// Calls on extended attributes.
    static final class Attributes {
        static final MethodHandle LSETXATTR =
                function("lsetxattr", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT);
        static final MethodHandle LREMOVEXATTR = function("lremovexattr", JAVA_INT, ADDRESS, ADDRESS);
        static final MethodHandle LGETXATTR = function("lgetxattr", JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        static final MethodHandle LLISTXATTR = function("llistxattr", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);

        private Attributes() {}
    }

    private static MethodHandle function(String name, ValueLayout result, ValueLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle variadic(String name, int fixed, ValueLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    static MemorySegment path(Arena arena, Path path) {
        return arena.allocateFrom(path.toString(), NAMES);
    }

    static String message(int errno) {
        try {
            MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
            return text.reinterpret(1024).getString(0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Calls into libc throw nothing of their own.
    static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("call into libc", e);
    }
}
