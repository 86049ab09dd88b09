package io.keelson.packages.deb.archive;

import io.keelson.packages.codec.Compression;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A compressed tar member of a package being read. Whatever is wrong with its bytes becomes a
/// [KeelsonException] here, so that an [IOException] can only come from the visitor.
final class TarPart implements AutoCloseable {
    private final String name;
    private final InputStream plain;
    private final TarReader tar;

    TarPart(Path file, ArMember member, String prefix, FileChannel channel) {
        this.name = file + ": " + member.name();
        this.plain = decode(member, prefix, channel);
        this.tar = new TarReader(plain, new PathGuard(name));
    }

    private InputStream decode(ArMember member, String prefix, FileChannel channel) {
        try {
            return Compression.ofSuffix(member.name().substring(prefix.length()))
                    .orElseThrow()
                    .open(new MemberStream(channel, member));
        } catch (IOException | RuntimeException e) {
            throw corrupt(e, 0);
        }
    }

    long offset() {
        return tar.offset();
    }

    void forEach(DebFile.Visitor visitor) throws IOException {
        InputStream content = new Content(tar.content());
        for (DebEntry entry = next(); entry != null; entry = next()) {
            visitor.entry(entry, content);
        }
        try {
            tar.drain();
        } catch (IOException | RuntimeException e) {
            throw corrupt(e, tar.offset());
        }
    }

    private @Nullable DebEntry next() {
        try {
            return tar.next();
        } catch (KeelsonException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw corrupt(e, tar.offset());
        }
    }

    // Decoders throw RuntimeException too for input that makes no sense to them.
    private KeelsonException corrupt(Exception e, long offset) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new KeelsonException(name + " is corrupt after " + offset + " unpacked bytes: " + reason, e)
                .withHint("the file is damaged; remove it and fetch it again");
    }

    @Override
    public void close() {
        try {
            plain.close();
        } catch (IOException e) {
            throw corrupt(e, tar.offset());
        }
    }

    private final class Content extends InputStream {
        private final InputStream in;

        Content(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int at, int length) {
            try {
                return in.read(target, at, length);
            } catch (IOException | RuntimeException e) {
                throw corrupt(e, tar.offset());
            }
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }
    }
}
