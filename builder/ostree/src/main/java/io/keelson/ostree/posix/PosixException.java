package io.keelson.ostree.posix;

import java.io.IOException;

/// A call to libc failed. The message is "WHAT: TEXT OF ERRNO".
public final class PosixException extends IOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    PosixException(String what, int errno) {
        super(what + ": " + LibC.message(errno));
        this.errno = errno;
    }

    /// The error number, as in `errno.h` of Linux.
    public int errno() {
        return errno;
    }
}
