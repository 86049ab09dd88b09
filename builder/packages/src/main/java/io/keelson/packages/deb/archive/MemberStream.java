package io.keelson.packages.deb.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/// The bytes of one archive member. Reads by position, so several can be open on one channel.
/// Closing it leaves the channel open.
final class MemberStream extends InputStream {
    private final FileChannel file;
    private final long end;
    private long at;

    MemberStream(FileChannel file, ArMember member) {
        this.file = file;
        this.at = member.offset();
        this.end = member.offset() + member.size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (at >= end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - at);
        int n = file.read(ByteBuffer.wrap(target, offset, wanted), at);
        if (n < 0) {
            throw new IOException("the file became shorter while it was read");
        }
        at += n;
        return n;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - at);
    }
}
