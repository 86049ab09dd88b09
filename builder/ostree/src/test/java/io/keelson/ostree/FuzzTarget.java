package io.keelson.ostree;

import java.io.IOException;
import java.util.List;

/// Something that reads bytes which others made.
///
/// @param corpus honest bytes to begin with
/// @param memory how many bytes one reading may take from the heap
public record FuzzTarget(String name, List<byte[]> corpus, long memory, Reader reader) {
    private static final long USUAL = 64L << 20;

    /// A reader of hostile bytes. It may throw what a user sees as one message.
    public interface Reader {
        void read(byte[] input) throws IOException;
    }

    public FuzzTarget(String name, List<byte[]> corpus, Reader reader) {
        this(name, corpus, USUAL, reader);
    }

    /// The same for a reader at the end of which nobody looks for an [IllegalArgumentException].
    public static FuzzTarget strict(String name, List<byte[]> corpus, Reader reader) {
        return new FuzzTarget(name, corpus, input -> {
            try {
                reader.read(input);
            } catch (IllegalArgumentException e) {
                throw new AssertionError("not a message for a user", e);
            }
        });
    }

    FuzzTarget withMemory(long bytes) {
        return new FuzzTarget(name, corpus, bytes, reader);
    }
}
