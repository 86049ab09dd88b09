package io.keelson.ostree.delta;

/// In which order the sizes in a superblock have their bytes.
public enum Endianness {
    /// Least significant first.
    LITTLE('l'),
    /// Most significant first.
    BIG('B');

    private final char code;

    Endianness(char code) {
        this.code = code;
    }

    /// How superblocks and command lines name it.
    public char code() {
        return code;
    }
}
