package io.keelson.bootstrap.install;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A directory with a program and all that it needs, as it goes to hosts: `bin/keelson-NAME` starts it.
///
/// @param version what stands in its file `version`; without one, the beginning of the digest
/// @param digest of the archive that hosts get
/// @param bytes of that archive
public record Bundle(String name, Path directory, String version, Digest digest, long bytes) {
    private static final String FORM = "[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}";
    private static final int SHORT = 16;

    /// Looks at a directory; reads all of it.
    ///
    /// @throws KeelsonException when it is no bundle
    public static Bundle of(String name, Path directory) {
        if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
            throw KeelsonException.usage("'" + name + "' is no name of a bundle: small letters, digits and '-'");
        }
        Path program = directory.resolve("bin/keelson-" + name);
        if (!Files.isExecutable(program)) {
            throw KeelsonException.usage(directory + " is not the bundle '" + name + "': it has no " + program)
                    .withHint("keelson host bundle --output DIR makes the bundle 'host'");
        }
        try {
            MessageDigest sha256 = Digest.sha256();
            Counting counted = new Counting();
            write(directory, new DigestOutputStream(counted, sha256));
            Digest digest = Digest.of(sha256);
            return new Bundle(name, directory, version(directory, digest), digest, counted.bytes);
        } catch (IOException e) {
            throw new KeelsonException("cannot read the bundle " + directory + ": " + e.getMessage(), e);
        }
    }

    private static String version(Path directory, Digest digest) throws IOException {
        Path file = directory.resolve("version");
        if (!Files.exists(file)) {
            return digest.hex().substring(0, SHORT);
        }
        String version = Files.readString(file).strip();
        if (!version.matches(FORM) || version.equals("current") || version.equals("previous")) {
            throw KeelsonException.usage(file + ": '" + version + "' is no version: letters, digits and . _ + ~ -");
        }
        return version;
    }

    /// The archive, the same bytes each time.
    ///
    /// @throws IOException also when the directory changed since it was looked at, as far as sizes tell
    public void write(OutputStream out) throws IOException {
        write(directory, out);
    }

    private static void write(Path directory, OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out);
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.filter(path -> !path.equals(directory)).sorted().toList();
        }
        for (Path path : paths) {
            String name = directory.relativize(path).toString();
            if (Files.isSymbolicLink(path)) {
                tar.link(name, Files.readSymbolicLink(path).toString());
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                tar.directory(name, 0755);
            } else {
                file(tar, name, path);
            }
        }
        tar.end();
    }

    private static void file(TarWriter tar, String name, Path path) throws IOException {
        long size = Files.size(path);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        tar.file(name, permissions.contains(PosixFilePermission.OWNER_EXECUTE) ? 0755 : 0644, size);
        byte[] buffer = new byte[1 << 16];
        long left = size;
        try (InputStream in = Files.newInputStream(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                tar.content(buffer, n);
                left -= n;
            }
        }
        if (left != 0) {
            throw new IOException(path + " changed while it was read");
        }
        tar.pad(size);
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }
}
