package io.keelson.ostree.posix;

import java.io.IOException;
import java.nio.file.Path;

/// An open file descriptor; closed once, by whoever opened it.
final class Descriptor implements AutoCloseable {
    private static final int O_RDWR = 2;
    private static final int O_CREAT = 0100;
    private static final int O_CLOEXEC = 02000000;

    private final int number;
    private boolean open = true;

    private Descriptor(int number) {
        this.number = number;
    }

    static Descriptor openReadOnly(Path path) throws IOException {
        return open(path, O_CLOEXEC, 0);
    }

    static Descriptor openOrCreate(Path path, int mode) throws IOException {
        return open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode);
    }

    private static Descriptor open(Path path, int flags, int mode) throws IOException {
        return new Descriptor((int)
                Posix.call("open", path, call -> call.toInt(LibC.Function.OPEN, call.pointer(path), flags, mode)));
    }

    int number() {
        return number;
    }

    @Override
    public synchronized void close() throws IOException {
        if (open) {
            open = false;
            Posix.call("close", null, call -> call.toInt(LibC.Function.CLOSE, number));
        }
    }
}
