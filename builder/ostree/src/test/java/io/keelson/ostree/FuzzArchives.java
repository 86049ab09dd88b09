package io.keelson.ostree;

import static io.keelson.ostree.Ostree.run;

import io.keelson.ostree.posix.Posix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/// Archives that are committed.
final class FuzzArchives {
    /// What decompressing may take: `xz -9` needs 65 MiB, a forged header must not get more than 128.
    private static final long COMPRESSED = 192L << 20;

    private final Path dir;
    private final Repository repo;

    FuzzArchives(Path dir, Repository repo) {
        this.dir = dir;
        this.repo = repo;
    }

    List<FuzzTarget> all() throws Exception {
        Path tree = Files.createDirectory(dir.resolve("archived"));
        Files.createDirectory(tree.resolve("sub"));
        Path file = Files.writeString(tree.resolve("sub/file"), "content".repeat(200));
        Posix.setXattr(file, "user.name", new byte[] {1, 2, 3});
        Files.createLink(tree.resolve("sub/hard"), file);
        Files.createSymbolicLink(tree.resolve("link"), Path.of("sub/file"));
        Path deep = Files.createDirectory(tree.resolve("d".repeat(60)));
        Files.writeString(deep.resolve("n".repeat(80)), "a long name");
        List<byte[]> plain = new ArrayList<>();
        for (String format : List.of("gnu", "pax", "ustar", "oldgnu")) {
            plain.add(tar(tree, "--format=" + format, format.equals("pax") ? "--xattrs" : "--no-xattrs"));
        }
        List<byte[]> compressed = new ArrayList<>();
        for (String program : List.of("gzip", "xz", "zstd")) {
            compressed.add(tar(tree, "--use-compress-program=" + program, "--format=pax"));
        }
        List<byte[]> cpio = List.of(
                cpio(CpioConstants.FORMAT_NEW),
                cpio(CpioConstants.FORMAT_NEW_CRC),
                cpio(CpioConstants.FORMAT_OLD_ASCII));
        return List.of(
                FuzzTarget.strict("tar", plain, this::read),
                FuzzTarget.strict("compressed tar", compressed, this::read).withMemory(COMPRESSED),
                FuzzTarget.strict("cpio", cpio, this::read));
    }

    private byte[] tar(Path tree, String... options) throws Exception {
        Path archive = dir.resolve("made.tar");
        run("tar", "-C", tree, options[0], options[1], "-cf", archive, ".");
        return Files.readAllBytes(archive);
    }

    private static byte[] cpio(short format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream out = new CpioArchiveOutputStream(bytes, format)) {
            entry(out, format, "dir", CpioConstants.C_ISDIR | 0755, "");
            entry(out, format, "dir/file", CpioConstants.C_ISREG | 0644, "content".repeat(30));
            entry(out, format, "dir/link", CpioConstants.C_ISLNK | 0777, "../elsewhere");
        }
        return bytes.toByteArray();
    }

    private static void entry(CpioArchiveOutputStream out, short format, String name, int mode, String content)
            throws IOException {
        CpioArchiveEntry entry = new CpioArchiveEntry(format, name, content.length());
        entry.setMode(mode);
        entry.setNumberOfLinks(1);
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        if (format == CpioConstants.FORMAT_NEW_CRC) {
            long sum = 0;
            for (byte each : bytes) {
                sum += each & 0xff;
            }
            entry.setChksum(sum);
        }
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    /// The objects are made, and dropped.
    private void read(byte[] bytes) throws IOException {
        Path archive = Files.write(dir.resolve("archive"), bytes);
        try (Transaction transaction = repo.begin();
                TreeBuilder tree = new TreeBuilder(repo, transaction, CommitFilter.NONE)) {
            tree.add(new TreeSource.Tar(archive, true));
            tree.write();
        }
    }
}
