package io.keelson.compose.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A disk of VMware in one file (Virtual Disk Format 5.0), as `qemu-img` leaves it: with a random content
/// identifier in its text descriptor.
public final class Vmdk {
    private static final int DESCRIPTOR_AT = 28;
    private static final int HEADER = 44;
    private static final int LONGEST = 1 << 16;
    private static final Pattern CONTENT_ID = Pattern.compile("^CID=[0-9a-f]{1,8}$", Pattern.MULTILINE);

    private Vmdk() {}

    /// Gives the disk the content identifier that follows from `identity`.
    ///
    /// @throws IOException also when there is no such descriptor
    public static void settle(FileChannel file, UUID identity) throws IOException {
        ByteBuffer header = Bytes.little(Bytes.read(file, 0, HEADER));
        long at = header.getLong(DESCRIPTOR_AT) * Partition.SECTOR;
        long length = header.getLong(DESCRIPTOR_AT + Long.BYTES) * Partition.SECTOR;
        if (length > LONGEST) {
            throw new IOException("a descriptor of " + length + " bytes");
        }
        String text = new String(Bytes.read(file, at, (int) length), StandardCharsets.ISO_8859_1);
        Matcher found = CONTENT_ID.matcher(text);
        int end = text.indexOf('\0');
        if (!found.find() || end < 0) {
            throw new IOException("the descriptor has no CID or no end");
        }
        // The number has no leading zeros, so the text behind it moves; and qemu-img writes it twice, so that behind
        // the end may be the end of a longer text.
        String changed =
                text.substring(0, found.start()) + "CID=" + digits(identity) + text.substring(found.end(), end);
        byte[] bytes = Arrays.copyOf(changed.getBytes(StandardCharsets.ISO_8859_1), (int) length);
        Bytes.writeAll(file, ByteBuffer.wrap(bytes), at);
    }

    /// All bits set would mean that there is no such disk, so one never is.
    private static String digits(UUID identity) {
        return String.format("%08x", (int) (identity.getMostSignificantBits() >>> 33));
    }
}
