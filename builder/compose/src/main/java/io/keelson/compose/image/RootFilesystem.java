package io.keelson.compose.image;

import io.keelson.compose.disk.xfs.XfsImage;

/// What a disk's root file system is.
public enum RootFilesystem {
    EXT4("ext4", 64L << 20),
    XFS("xfs", XfsImage.SMALLEST);

    private final String text;
    private final long smallest;

    RootFilesystem(String text, long smallest) {
        this.text = text;
        this.smallest = smallest;
    }

    /// The least number of bytes that it can be made with.
    long smallest() {
        return smallest;
    }

    @Override
    public String toString() {
        return text;
    }
}
