package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/// What `lstat` says about a file.
record Inode(int mode, int uid, int gid, long size, long device, long number, int links) {
    static Inode of(Path path) throws IOException {
        Map<String, Object> all =
                Files.readAttributes(path, "unix:mode,uid,gid,size,dev,ino,nlink", LinkOption.NOFOLLOW_LINKS);
        return new Inode(
                number(all, "mode").intValue(),
                number(all, "uid").intValue(),
                number(all, "gid").intValue(),
                number(all, "size").longValue(),
                number(all, "dev").longValue(),
                number(all, "ino").longValue(),
                number(all, "nlink").intValue());
    }

    private static Number number(Map<String, Object> all, String name) {
        return (Number) requireNonNull(all.get(name), name);
    }

    /// Whether this is a character device, which in a tree can only be a whiteout of overlayfs.
    boolean isWhiteout() {
        return FileModes.is(mode, FileModes.CHARACTER_DEVICE);
    }

    boolean isRegular() {
        return FileModes.is(mode, FileModes.REGULAR);
    }

    boolean isSymlink() {
        return FileModes.is(mode, FileModes.SYMLINK);
    }

    boolean isDirectory() {
        return FileModes.is(mode, FileModes.DIRECTORY);
    }
}
