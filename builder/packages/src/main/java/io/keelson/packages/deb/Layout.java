package io.keelson.packages.deb;

/// Where the parts of an index are. Numbers are little-endian; a string is its length (4 bytes) and its bytes,
/// referred to by offset in the string section, 0 meaning that there is none.
final class Layout {
    /// Changes whenever the meaning of any byte does, so that an older cache is not misread.
    static final int VERSION = 1;

    // The sections, in the order of the file.
    static final int STRINGS = 0;
    static final int ROWS = 1;
    static final int NAMES = 2;
    static final int BY_NAME = 3;
    static final int BY_PROVIDED = 4;
    static final int HASH = 5;
    static final int ESSENTIAL = 6;
    static final int SECTIONS = 7;

    // A row: one package.
    static final int NAME = 0;
    static final int PACKAGE_VERSION = 4;
    static final int ARCH = 8;
    static final int FILENAME = 12;
    static final int RELATIONS = 16;
    static final int FLAGS = RELATIONS + 4 * 7;
    static final int SIZE = FLAGS + 4;
    static final int SHA256 = SIZE + 8;
    static final int NAME_ID = SHA256 + 32;
    static final int ROW = NAME_ID + 4;

    // The flags of a row: bit 0 Essential, bit 1 Protected or Important, bits 2-3 Multi-Arch, bits 4-6 Priority.
    static final int ESSENTIAL_FLAG = 1;
    static final int PROTECTED_FLAG = 2;
    static final int MULTI_ARCH_SHIFT = 2;
    static final int PRIORITY_SHIFT = 4;

    // A name: its string, then where its packages and its providers begin; they end where those of the next name begin.
    static final int NAME_STRING = 0;
    static final int NAME_PACKAGES = 4;
    static final int NAME_PROVIDERS = 8;
    static final int NAME_ENTRY = 12;

    private Layout() {}

    static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 15);
    }
}
