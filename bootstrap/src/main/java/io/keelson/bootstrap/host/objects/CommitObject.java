package io.keelson.bootstrap.host.objects;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// The parts of a commit object that a host reads.
///
/// @param tree checksum of the list of its root directory
/// @param meta checksum of the owner and mode of its root directory
public record CommitObject(Instant time, Optional<String> version, String tree, String meta) {
    // (a{sv} ay a(say) s s t ay ay): ends of the metadata, the parent, related objects, subject, body and tree.
    private static final int METADATA = 0;
    private static final int BODY = 4;
    private static final int TREE = 5;

    /// Reads the bytes of a `.commit` file; empty when they are none.
    public static Optional<CommitObject> parse(byte[] bytes) {
        try {
            Frame commit = new Frame(bytes);
            int time = Frame.aligned(commit.end(BODY), Long.BYTES);
            return Optional.of(new CommitObject(
                    Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong(time)),
                    commit.part(0, commit.end(METADATA)).text("version"),
                    commit.checksum(time + Long.BYTES),
                    commit.checksum(commit.end(TREE))));
        } catch (RuntimeException e) {
            return Optional.empty(); // damaged: status says so by telling no time
        }
    }
}
