package io.keelson.compose.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/// A disk of Hyper-V with a fixed size (Virtual Hard Disk Image Format 1.0), as `qemu-img` leaves it: with
/// the time and a random identifier in its footer. Only dynamic ones have a copy of that in front.
public final class Vhd {
    private static final int FOOTER = 512;
    private static final int TIME = 24;
    private static final int CHECKSUM = 64;
    private static final int IDENTIFIER = 68;
    private static final long YEAR_2000 = 946_684_800;
    private static final byte[] COOKIE = "conectix".getBytes(StandardCharsets.US_ASCII);

    private Vhd() {}

    /// Gives the disk an identity and a time.
    ///
    /// @param epoch seconds since 1970; what is before 2000 becomes that, as the format begins there
    /// @throws IOException also when there is no such footer
    public static void settle(FileChannel file, UUID identity, long epoch) throws IOException {
        long at = file.size() - FOOTER;
        byte[] bytes = Bytes.read(file, at, FOOTER);
        if (!Arrays.equals(bytes, 0, COOKIE.length, COOKIE, 0, COOKIE.length)) {
            throw new IOException("the disk has no footer");
        }
        ByteBuffer footer = ByteBuffer.wrap(bytes);
        footer.putInt(TIME, (int) Math.max(0, epoch - YEAR_2000));
        footer.putLong(IDENTIFIER, identity.getMostSignificantBits());
        footer.putLong(IDENTIFIER + Long.BYTES, identity.getLeastSignificantBits());
        footer.putInt(CHECKSUM, 0);
        footer.putInt(CHECKSUM, ~sum(bytes));
        Bytes.writeAll(file, footer, at);
    }

    private static int sum(byte[] bytes) {
        int sum = 0;
        for (byte value : bytes) {
            sum += Byte.toUnsignedInt(value);
        }
        return sum;
    }
}
