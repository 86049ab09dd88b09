package io.keelson.compose.disk.xfs;

import java.util.List;

/// A file, directory, link or device while the file system is made.
final class Inode {
    private final Meta meta;
    private final Content content;
    private final int group;
    private int links;
    private long number;
    private int flags;
    private Inode parent = this;

    /// What an inode has beside what is known of it.
    sealed interface Content {
        /// The type, as in the mode.
        int type();

        /// The type, as directories have it.
        int code();
    }

    /// @param target in UTF-8
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Link(byte[] target) implements Content {
        @Override
        public int type() {
            return 0120000;
        }

        @Override
        public int code() {
            return 7;
        }
    }

    record Regular(long size, List<Extent> extents) implements Content {
        @Override
        public int type() {
            return 0100000;
        }

        @Override
        public int code() {
            return 1;
        }
    }

    record Device(boolean block, int major, int minor) implements Content {
        @Override
        public int type() {
            return block ? 0060000 : 0020000;
        }

        @Override
        public int code() {
            return block ? 4 : 3;
        }
    }

    record Fifo() implements Content {
        @Override
        public int type() {
            return 0010000;
        }

        @Override
        public int code() {
            return 5;
        }
    }

    /// @param names filled while the tree is read, in the order of the names
    record Directory(List<Name> names) implements Content {
        @Override
        public int type() {
            return 0040000;
        }

        @Override
        public int code() {
            return 2;
        }
    }

    /// What a directory calls a file.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Name(byte[] name, Inode inode) {}

    /// @param group in which it should be
    Inode(Meta meta, Content content, int group) {
        this.meta = meta;
        this.content = content;
        this.group = group;
    }

    Meta meta() {
        return meta;
    }

    Content content() {
        return content;
    }

    int mode() {
        return content.type() | meta.mode();
    }

    int group() {
        return group;
    }

    /// How many names it has, or would have as a directory with `.` and `..`.
    int links() {
        return links;
    }

    /// For what has no name, or is its own parent.
    void links(int newLinks) {
        links = newLinks;
    }

    /// The directory that a directory is in; that of the root is itself.
    Inode parent() {
        return parent;
    }

    /// Gives `child` a name in this directory.
    void add(byte[] name, Inode child) {
        if (!(content instanceof Directory(List<Name> names))) {
            throw new IllegalStateException("no directory");
        }
        names.add(new Name(name, child));
        child.links++;
        if (child.content instanceof Directory) {
            child.parent = this;
            child.links++;
            links++;
        }
    }

    int flags() {
        return flags;
    }

    void addFlag(int flag) {
        flags |= flag;
    }

    long number() {
        return number;
    }

    void number(long newNumber) {
        number = newNumber;
    }
}
