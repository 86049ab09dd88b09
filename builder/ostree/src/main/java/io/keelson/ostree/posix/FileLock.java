package io.keelson.ostree.posix;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A lock on a whole file that belongs to the open file, not to the process (`F_OFD_SETLK`): two
/// locks in one process exclude each other, and closing another descriptor of the file releases
/// nothing. Conflicts with POSIX record locks of other processes. The kernel drops it with the
/// process.
public final class FileLock implements AutoCloseable {
    private static final int F_OFD_SETLK = 37;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final short F_RDLCK = 0;
    private static final short F_WRLCK = 1;

    private final Descriptor file;

    private FileLock(Descriptor file) {
        this.file = file;
    }

    /// Takes the lock if it is free; creates the file when it is missing.
    ///
    /// @param exclusive whether nobody else may hold even a shared lock
    /// @param mode permissions of a new file, before umask
    /// @return the lock, or null when somebody else holds it
    public static @Nullable FileLock tryLock(Path path, boolean exclusive, int mode) throws IOException {
        Descriptor file = Descriptor.openOrCreate(path, mode);
        try {
            lock(file, exclusive ? F_WRLCK : F_RDLCK, path);
            return new FileLock(file);
        } catch (PosixException e) {
            file.close();
            if (e.errno() == EAGAIN || e.errno() == EACCES) {
                return null;
            }
            throw e;
        }
    }

    /// `struct flock` of 64-bit Linux: type and whence, two numbers of 8 bytes, a process id.
    private static void lock(Descriptor file, short kind, Path path) throws IOException {
        Posix.call(
                "lock", path, call -> call.toInt(LibC.Function.FCNTL, file.number(), F_OFD_SETLK, request(call, kind)));
    }

    private static long request(NativeCall call, short kind) {
        MemorySegment request = call.memory(32);
        request.set(ValueLayout.JAVA_SHORT, 0, kind);
        return request.address();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
