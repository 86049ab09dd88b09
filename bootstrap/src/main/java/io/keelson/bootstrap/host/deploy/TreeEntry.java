package io.keelson.bootstrap.host.deploy;

/// A file or directory of a commit.
///
/// @param mode permissions, with the bits of the type
/// @param checksum of the object with the content, or of a directory's list
/// @param target where a link leads, else empty
record TreeEntry(int mode, int uid, int gid, long size, String checksum, String path, String target) {
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;

    boolean isFile() {
        return (mode & TYPE) == REGULAR;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
