package io.keelson.bootstrap.host.objects;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The bytes of a GVariant container: its last words are the ends of parts within, as wide as the size asks for.
///
/// Its methods throw a [RuntimeException] for bytes that are none.
final class Frame {
    private static final int CHECKSUM = 32;

    private final byte[] bytes;

    Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    private int width() {
        return bytes.length <= 0xFF ? 1 : bytes.length <= 0xFFFF ? 2 : 4;
    }

    private int number(int at) {
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (width()) {
            case 1 -> little.get(at) & 0xFF;
            case 2 -> little.getShort(at) & 0xFFFF;
            default -> little.getInt(at);
        };
    }

    /// Where a part of a tuple ends; only parts of no fixed size count, and not the last.
    int end(int part) {
        return number(bytes.length - (part + 1) * width());
    }

    /// From `start` on.
    Frame part(int start, int end) {
        return new Frame(Arrays.copyOfRange(bytes, start, end));
    }

    /// What is after part `part` of a tuple of `parts` that have no fixed size.
    Frame last(int parts, int part) {
        return part(end(part), bytes.length - (parts - 1) * width());
    }

    /// The elements of an array of things that have no fixed size.
    List<Frame> elements(int alignment) {
        List<Frame> elements = new ArrayList<>();
        if (bytes.length == 0) {
            return elements;
        }
        int first = number(bytes.length - width());
        int start = 0;
        for (int at = first; at < bytes.length; at += width()) {
            int end = number(at);
            elements.add(part(aligned(start, alignment), end));
            start = end;
        }
        return elements;
    }

    static int aligned(int at, int alignment) {
        return (at + alignment - 1) / alignment * alignment;
    }

    /// The text that a tuple begins with.
    String text() {
        return new String(bytes, 0, end(0) - 1, StandardCharsets.UTF_8);
    }

    /// The checksum that the 32 bytes from `start` on are.
    String checksum(int start) {
        if (start + CHECKSUM > bytes.length) {
            throw new IllegalArgumentException("no checksum at " + start);
        }
        return HexFormat.of().formatHex(bytes, start, start + CHECKSUM);
    }

    /// A text in a dictionary from texts to variants.
    Optional<String> text(String key) {
        return elements(Long.BYTES).stream()
                .filter(entry -> entry.text().equals(key))
                .findFirst()
                .flatMap(Frame::value);
    }

    /// The variant after the key: its text, a NUL, a NUL and the type.
    private Optional<String> value() {
        int start = aligned(end(0), Long.BYTES);
        int end = bytes.length - width();
        boolean isText = end - start >= 3 && bytes[end - 1] == 's' && bytes[end - 2] == 0;
        return isText
                ? Optional.of(new String(bytes, start, end - start - 3, StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
