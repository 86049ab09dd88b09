package io.keelson.packages.deb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The sections of an index as a file: magic, layout version, CRC-32C of everything after it, the sections'
/// lengths, the sections.
final class IndexFile {
    private static final int MAGIC = 0x4b444958;
    private static final int CHECKED_FROM = 12;
    private static final int HEADER = CHECKED_FROM + 4 * Layout.SECTIONS;

    private IndexFile() {}

    static void write(Path file, ByteBuffer[] sections) throws IOException {
        ByteBuffer[] parts = new ByteBuffer[sections.length + 1];
        parts[0] = header(sections);
        for (int i = 0; i < sections.length; i++) {
            parts[i + 1] = sections[i].duplicate();
        }
        Path directory = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                writeAll(channel, parts);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static Optional<ByteBuffer[]> map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < HEADER || channel.size() > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            ByteBuffer map = channel.map(MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN);
            return isWhole(map) ? Optional.of(sections(map)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer[] parts) throws IOException {
        while (parts[parts.length - 1].hasRemaining() || channel.position() < total(parts)) {
            channel.write(parts);
        }
    }

    private static long total(ByteBuffer[] parts) {
        long total = 0;
        for (ByteBuffer part : parts) {
            total += part.limit();
        }
        return total;
    }

    private static ByteBuffer header(ByteBuffer[] sections) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC).putInt(Layout.VERSION).putInt(0);
        for (ByteBuffer section : sections) {
            header.putInt(section.limit());
        }
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().flip().position(CHECKED_FROM));
        for (ByteBuffer section : sections) {
            crc.update(section.duplicate());
        }
        return header.putInt(8, (int) crc.getValue()).flip();
    }

    private static boolean isWhole(ByteBuffer map) {
        if (map.getInt(0) != MAGIC || map.getInt(4) != Layout.VERSION) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(map.duplicate().position(CHECKED_FROM));
        return map.getInt(8) == (int) crc.getValue();
    }

    private static ByteBuffer[] sections(ByteBuffer map) {
        ByteBuffer[] sections = new ByteBuffer[Layout.SECTIONS];
        int at = HEADER;
        for (int i = 0; i < sections.length; i++) {
            int length = map.getInt(CHECKED_FROM + 4 * i);
            sections[i] = map.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
            at += length;
        }
        return sections;
    }
}
