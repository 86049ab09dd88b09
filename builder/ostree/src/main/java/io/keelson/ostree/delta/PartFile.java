package io.keelson.ostree.delta;

import io.keelson.ostree.ObjectName;
import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/// A part as receivers get it, in a file that has no place yet.
///
/// @param checksum of the file
/// @param objectsSize bytes of the objects in it, uncompressed
record PartFile(Path file, Digest checksum, long size, long objectsSize, List<ObjectName> objects) {
    /// Compresses a part, which is used up.
    ///
    /// @param directory where the file is made
    static PartFile write(PartBuilder part, Path directory, Xz xz) throws IOException {
        Path file = Files.createTempFile(directory, ".tmp-delta-", "");
        boolean done = false;
        try (part;
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            MessageDigest digest = Digest.sha256();
            try (OutputStream out = new DigestOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), digest)) {
                out.write('x');
                xz.compress(part.payload(), out);
                out.flush();
                channel.force(false);
                Posix.chmod(file, 0644);
                done = true;
                return new PartFile(
                        file, Digest.of(digest), channel.size(), part.objectsSize(), List.copyOf(part.objects()));
            }
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }
}
