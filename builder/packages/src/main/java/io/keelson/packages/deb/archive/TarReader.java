package io.keelson.packages.deb.archive;

import io.keelson.packages.deb.archive.DebEntry.Node;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads tar members one after another; every member has passed a [PathGuard]. The stream that
/// [#content()] gives belongs to the current member.
final class TarReader {
    /// Longer names and PAX headers than this have no use and would only fill memory.
    private static final long MAX_EXTENSION = 1 << 20;

    private final InputStream in;
    private final PathGuard guard;
    private final byte[] block = new byte[TarHeader.BLOCK];
    private final TarHeader header = new TarHeader(block);
    private final TarExtensions global = new TarExtensions();
    private long offset;
    private long left;
    private long padding;

    TarReader(InputStream in, PathGuard guard) {
        this.in = in;
        this.guard = guard;
    }

    /// How many bytes of the archive have been read.
    long offset() {
        return offset;
    }

    /// The next member, or null at the end of the archive.
    @Nullable
    DebEntry next() throws IOException {
        skipRest();
        TarExtensions extensions = global.copy();
        boolean extended = false;
        while (true) {
            if (!readBlock()) {
                if (extended) {
                    throw new EOFException("it ends after an extension header");
                }
                return null;
            }
            header.check();
            switch (header.type()) {
                case 'x' -> extensions.addPax(extension());
                case 'g' -> {
                    byte[] content = extension();
                    global.addPax(content);
                    extensions.addPax(content);
                }
                case 'L' -> extensions.addLong("path", extension());
                case 'K' -> extensions.addLong("linkpath", extension());
                default -> {
                    return member(extensions);
                }
            }
            extended = true;
        }
    }

    /// The content of the current member: empty unless it is a regular file.
    InputStream content() {
        return new Content();
    }

    /// Reads on to the end of the stream, so that a decoder sees (and checks) all of its input.
    void drain() throws IOException {
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            offset += n;
        }
    }

    private DebEntry member(TarExtensions extensions) throws IOException {
        long size = extensions.number("size", header.size());
        String name = extensions.text("path", header.name());
        String path = guard.normalise(name);
        Node node = node(name, extensions, size);
        guard.admit(path, node);
        left = node instanceof DebEntry.RegularFile ? size : 0;
        padding = padding(left);
        return new DebEntry(
                path,
                node,
                header.mode(),
                TarHeader.id(extensions.number("uid", header.uid()), "owner"),
                TarHeader.id(extensions.number("gid", header.gid()), "group"),
                extensions.text("uname", header.user()),
                extensions.text("gname", header.group()),
                extensions.number("mtime", header.mtime()),
                extensions.xattrs());
    }

    private Node node(String name, TarExtensions extensions, long size) throws IOException {
        return switch (header.type()) {
            // Before POSIX a directory was told by its slash alone.
            case '0', '\0', '7' -> name.endsWith("/") ? new DebEntry.Directory() : new DebEntry.RegularFile(size);
            case '1' -> new DebEntry.HardLink(guard.normalise(extensions.text("linkpath", header.link())));
            case '2' -> new DebEntry.Symlink(target(name, extensions.text("linkpath", header.link())));
            case '3' -> new DebEntry.Device(false, header.major(), header.minor());
            case '4' -> new DebEntry.Device(true, header.major(), header.minor());
            case '5' -> new DebEntry.Directory();
            case '6' -> new DebEntry.Fifo();
            default -> throw new IOException("the member \"" + name + "\" has the unknown type " + (int) header.type());
        };
    }

    private static String target(String name, String target) throws IOException {
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            throw new IOException("the symbolic link \"" + name + "\" has no usable target");
        }
        return target;
    }

    private byte[] extension() throws IOException {
        long size = header.size();
        if (size > MAX_EXTENSION) {
            throw new IOException("an extension header of " + size + " bytes");
        }
        byte[] content = new byte[(int) size];
        readFully(content);
        skip(padding(size));
        return content;
    }

    /// Reads one block; false at the end of the archive.
    private boolean readBlock() throws IOException {
        int first = in.readNBytes(block, 0, block.length);
        offset += first;
        if (first != block.length) {
            throw new EOFException("it is truncated");
        }
        return !header.isEnd();
    }

    private void readFully(byte[] content) throws IOException {
        int n = in.readNBytes(content, 0, content.length);
        offset += n;
        if (n != content.length) {
            throw new EOFException("it is truncated");
        }
    }

    private void skipRest() throws IOException {
        skip(left + padding);
        left = 0;
        padding = 0;
    }

    private void skip(long bytes) throws IOException {
        byte[] sink = new byte[(int) Math.min(bytes, 1 << 16)];
        for (long rest = bytes; rest > 0; ) {
            int n = in.read(sink, 0, (int) Math.min(rest, sink.length));
            if (n < 0) {
                throw new EOFException("it is truncated");
            }
            rest -= n;
            offset += n;
        }
    }

    private static long padding(long size) {
        return -size & (TarHeader.BLOCK - 1);
    }

    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int at, int length) throws IOException {
            Objects.checkFromIndexSize(at, length, target.length);
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int n = in.read(target, at, (int) Math.min(length, left));
            if (n < 0) {
                throw new EOFException("it is truncated");
            }
            left -= n;
            offset += n;
            return n;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, left);
        }
    }
}
