package io.keelson.ostree.delta;

/// A step in making the objects of a part. Offsets and lengths are unsigned and not checked yet.
sealed interface Operation {
    /// Makes a metadata object of bytes of the data.
    record Metadata(long length, long offset) implements Operation {}

    /// Makes a file object of bytes of the data.
    record File(long mode, long xattrs, long length, long offset) implements Operation {}

    /// Begins a file object of `size` bytes.
    record Open(long mode, long xattrs, long size) implements Operation {}

    /// Adds bytes of the source, or of the data when there is none.
    record Write(long length, long offset) implements Operation {}

    /// Makes a file object, whose checksum is in the data, the source.
    record SetSource(long offset) implements Operation {}

    /// There is no source any more.
    record UnsetSource() implements Operation {}

    /// Ends the object that was begun.
    record Close() implements Operation {}

    /// Adds the whole content, made from the source by a patch in the data.
    record Patch(long offset, long length) implements Operation {}

    /// How errors name it.
    default String opcode() {
        return switch (this) {
            case Metadata metadata -> "open-splice-and-close";
            case File file -> "open-splice-and-close";
            case Open open -> "open";
            case Write write -> "write";
            case SetSource source -> "set-read-source";
            case UnsetSource none -> "unset-read-source";
            case Close close -> "close";
            case Patch patch -> "bspatch";
        };
    }
}
