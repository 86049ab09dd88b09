package io.keelson.packages.deb.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads the member table of an ar archive (ar(5), the common format) from its headers alone.
final class ArTable {
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 60;
    private static final int SIZE_AT = 48;
    private static final int SIZE_LENGTH = 10;
    private static final int NAME_LENGTH = 16;

    private ArTable() {}

    /// All members in their order.
    static List<ArMember> read(FileChannel file) throws IOException {
        byte[] magic = read(file, 0, MAGIC.length, "the archive's first line");
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IOException("it does not begin as an ar archive");
        }
        List<ArMember> members = new ArrayList<>();
        long end = file.size();
        for (long at = MAGIC.length; at < end; ) {
            ArMember member = member(file, at);
            if (member.offset() + member.size() > end) {
                throw new IOException("it is truncated: " + member.name() + " needs "
                        + (member.offset() + member.size() - end) + " bytes more");
            }
            members.add(member);
            at = member.offset() + member.size() + (member.size() & 1);
        }
        return members;
    }

    private static ArMember member(FileChannel file, long at) throws IOException {
        byte[] header = read(file, at, HEADER, "a member header");
        if (header[HEADER - 2] != '`' || header[HEADER - 1] != '\n') {
            throw new IOException("no member header at byte " + at);
        }
        String name = text(header, 0, NAME_LENGTH);
        String size = text(header, SIZE_AT, SIZE_LENGTH);
        if (size.isEmpty() || !size.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IOException("the member header at byte " + at + " has the size \"" + size + "\"");
        }
        // System V ar ends names with a slash.
        String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return new ArMember(bare, at + HEADER, Long.parseLong(size));
    }

    private static byte[] read(FileChannel file, long at, int length, String what) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) >= 0) {
            // A positional read may give less than asked for.
        }
        if (buffer.hasRemaining()) {
            throw new IOException("it is truncated in " + what + " at byte " + at);
        }
        return buffer.array();
    }

    private static String text(byte[] header, int at, int length) {
        return new String(header, at, length, StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
