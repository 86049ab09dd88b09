package io.keelson.ostree.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The functions, and how they are called.
///
/// All go through one handle, as to make one takes milliseconds: in the calling conventions of 64-bit Linux
/// numbers and pointers go where a `long` goes, and a function does not see what it does not expect. Of a
/// result that is an `int` only the lower half counts.
final class LibC {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final int ARGUMENTS = 5;

    /// What follows the second argument of `open` and `fcntl` is variadic; to other functions it is the same.
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(2));

    private LibC() {}

    /// A function of libc.
    enum Function {
        OPEN("open"),
        CLOSE("close"),
        FSYNC("fsync"),
        SYNCFS("syncfs"),
        FCNTL("fcntl"),
        LCHOWN("lchown"),
        CHMOD("chmod"),
        UTIMENSAT("utimensat"),
        LINK("link"),
        RENAMEAT2("renameat2"),
        MKNOD("mknod"),
        LSETXATTR("lsetxattr"),
        LREMOVEXATTR("lremovexattr"),
        LGETXATTR("lgetxattr"),
        LLISTXATTR("llistxattr"),
        STRERROR("strerror");

        private final long address;

        Function(String name) {
            this.address = LINKER.defaultLookup().findOrThrow(name).address();
        }
    }

    /// Memory for what a call leaves behind.
    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    /// Calls a function.
    ///
    /// @param state where errno goes
    /// @param arguments five at most
    static long call(Function function, MemorySegment state, long... arguments) {
        MemorySegment address = MemorySegment.ofAddress(function.address);
        long[] all = Arrays.copyOf(arguments, ARGUMENTS);
        try {
            return (long) CALL.invokeExact(address, state, all[0], all[1], all[2], all[3], all[4]);
        } catch (Throwable e) {
            throw new IllegalStateException("call into libc", e); // which throws nothing of its own
        }
    }

    /// The text of an error number.
    static String message(int errno) {
        try (Arena arena = Arena.ofConfined()) {
            long text = call(Function.STRERROR, state(arena), errno);
            return MemorySegment.ofAddress(text).reinterpret(1024).getString(0);
        }
    }
}
