package io.keelson.bootstrap.host.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The parts of a commit object that a host tells: its time and its version.
///
/// A commit is the GVariant tuple `(a{sv} ay a(say) s s t ay ay)`. The ends of its parts but the last stand at
/// its end, first part last; hosts carry no code of the builder, and this is all they need of the format.
record CommitObject(Instant time, Optional<String> version) {
    private static final int PARTS = 6;

    /// Reads the bytes of a `.commit` file; empty when they are none.
    static Optional<CommitObject> parse(byte[] bytes) {
        try {
            Frame commit = new Frame(bytes);
            long seconds = ByteBuffer.wrap(bytes).getLong(align(commit.end(PARTS - 2)));
            Frame metadata = new Frame(Arrays.copyOf(bytes, commit.end(0)));
            return Optional.of(new CommitObject(Instant.ofEpochSecond(seconds), metadata.text("version")));
        } catch (RuntimeException e) {
            return Optional.empty(); // damaged: status says so by telling no time
        }
    }

    private static int align(int at) {
        return (at + 7) & ~7;
    }

    /// Bytes whose last words are the ends of parts within.
    private static final class Frame {
        private final byte[] bytes;

        Frame(byte[] bytes) {
            this.bytes = bytes;
        }

        /// Bytes that one end takes, which follows from the size.
        int width() {
            return bytes.length <= 0xFF ? 1 : bytes.length <= 0xFFFF ? 2 : 4;
        }

        int number(int at) {
            ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            return switch (width()) {
                case 1 -> little.get(at) & 0xFF;
                case 2 -> little.getShort(at) & 0xFFFF;
                default -> little.getInt(at);
            };
        }

        /// Where a part of a tuple ends.
        int end(int part) {
            return number(bytes.length - (part + 1) * width());
        }

        /// A text in a dictionary from texts to variants.
        Optional<String> text(String key) {
            if (bytes.length == 0) {
                return Optional.empty();
            }
            int firstEnd = number(bytes.length - width());
            int start = 0;
            for (int at = firstEnd; at < bytes.length; at += width()) {
                int end = number(at);
                Frame entry = new Frame(Arrays.copyOfRange(bytes, align(start), end));
                if (entry.key().equals(key)) {
                    return entry.value();
                }
                start = end;
            }
            return Optional.empty();
        }

        private String key() {
            return new String(bytes, 0, end(0) - 1, StandardCharsets.UTF_8);
        }

        /// The variant after the key: its text, a NUL, a NUL and the type.
        private Optional<String> value() {
            int start = align(end(0));
            int end = bytes.length - width();
            boolean isText = end - start >= 3 && bytes[end - 1] == 's' && bytes[end - 2] == 0;
            return isText
                    ? Optional.of(new String(bytes, start, end - start - 3, StandardCharsets.UTF_8))
                    : Optional.empty();
        }
    }
}
