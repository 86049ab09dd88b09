package io.keelson.ostree;

/// Bits of `st_mode`.
final class FileModes {
    static final int TYPE = 0170000;
    static final int CHARACTER_DEVICE = 0020000;
    static final int DIRECTORY = 0040000;
    static final int REGULAR = 0100000;
    static final int SYMLINK = 0120000;
    static final int PERMISSIONS = 07777;

    private FileModes() {}

    static boolean is(int mode, int type) {
        return (mode & TYPE) == type;
    }
}
