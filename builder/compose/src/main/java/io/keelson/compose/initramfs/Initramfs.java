package io.keelson.compose.initramfs;

import com.github.luben.zstd.ZstdOutputStream;
import io.keelson.compose.sandbox.Output;
import io.keelson.compose.sandbox.Program;
import io.keelson.compose.sandbox.Sandbox;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Makes the initramfs of an image with the image's own dracut and its ostree module.
public final class Initramfs {
    /// As fast as gzip and a fifth smaller; more costs seconds and saves little.
    private static final int ZSTD_LEVEL = 10;

    /// The number of jobs does not change the bytes; that there are any does.
    private static final int ZSTD_WORKERS = 2;

    private static final String OUTPUT = "var/tmp/keelson-initramfs";

    /// dracut puts an uncompressed archive first for what the processor needs (microcode); this file is in it.
    private static final String EARLY_MARK = "early_cpio";

    private static final int LINES = 40;

    private final Path cache;
    private final Contents contents;
    private final List<String> arguments;
    private final long epoch;

    /// @param cache directory for finished images
    /// @param arguments of dracut from the treefile
    /// @param epoch the time that programs are told, seconds since 1970
    public Initramfs(Path cache, Contents contents, List<String> arguments, long epoch) {
        this.cache = cache;
        this.contents = contents;
        this.arguments = List.copyOf(arguments);
        this.epoch = epoch;
    }

    /// The initramfs for a kernel of `tree`, which the sandbox is made to show when it must be built.
    public Entry.File build(Sandbox sandbox, FileTree tree, String version) throws InterruptedException, IOException {
        check(tree);
        boolean zstd = kernelReadsZstd(tree, version);
        List<String> settings = new ArrayList<>(List.of("keelson-initramfs-1", version, Boolean.toString(zstd)));
        settings.addAll(arguments);
        InitramfsCache images = new InitramfsCache(cache, tree, settings);
        Optional<Path> cached = images.find(tree);
        if (cached.isPresent()) {
            return entry(cached.get());
        }
        Path raw = dracut(sandbox, tree, version);
        Path image = images.temporary();
        try {
            NavigableSet<String> names = compress(raw, image, zstd);
            return entry(images.put(tree, names, image));
        } finally {
            Files.deleteIfExists(image);
        }
    }

    private static void check(FileTree tree) {
        if (!tree.has("usr/bin/dracut")) {
            throw new KeelsonException("the image has no dracut to make its initramfs with")
                    .withHint("add the packages dracut and ostree-boot to the treefile, or no-initramfs: true");
        }
        Entry.Dir modules = tree.dir("usr/lib/dracut/modules.d");
        if (modules == null || modules.children().keySet().stream().noneMatch(name -> name.endsWith("ostree"))) {
            throw new KeelsonException("the image's dracut has no ostree module, so it could not boot")
                    .withHint("add the package ostree-boot to the treefile");
        }
    }

    private boolean kernelReadsZstd(FileTree tree, String version) {
        String config = contents.text(tree, "usr/lib/modules/" + version + "/config");
        return config != null && config.contains("\nCONFIG_RD_ZSTD=y\n");
    }

    private Path dracut(Sandbox sandbox, FileTree tree, String version) throws InterruptedException {
        sandbox.update(tree);
        List<String> argv =
                new ArrayList<>(List.of("dracut", "--force", "--reproducible", "--kver", version, "--add", "ostree"));
        argv.addAll(arguments);
        if (!choosesCompression()) {
            argv.add("--no-compress");
        }
        argv.add("/" + OUTPUT);
        Output output = sandbox.run(Program.of(argv.toArray(String[]::new))
                .with("SOURCE_DATE_EPOCH", Long.toString(epoch))
                .with("SYSTEMD_OFFLINE", "1")
                .within(Duration.ofMinutes(20)));
        Entry.File image = sandbox.tree().file(OUTPUT);
        Path path = image == null ? null : contents.path(image.content());
        if (!output.ok() || path == null) {
            throw new KeelsonException("dracut failed with status " + output.status() + ":\n"
                    + output.tail(LINES).indent(2).stripTrailing());
        }
        return path;
    }

    private boolean choosesCompression() {
        return arguments.stream()
                .anyMatch(
                        argument -> argument.matches("--(compress(=.*)?|gzip|bzip2|lzma|xz|lzo|lz4|zstd|no-compress)"));
    }

    /// Compresses what dracut has made, except an early archive, and tells the names of all files in it.
    private NavigableSet<String> compress(Path raw, Path image, boolean zstd) throws IOException {
        NavigableSet<String> names = new TreeSet<>();
        if (choosesCompression()) {
            Files.copy(raw, image, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return names;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(raw), 1 << 18);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(image), 1 << 18)) {
            copyEarly(in, out);
            try (OutputStream packed = zstd ? zstd(out) : gzip(out)) {
                Cpio.read(in, packed, names::add);
                in.transferTo(packed);
            }
        }
        return names;
    }

    private static void copyEarly(InputStream in, OutputStream out) throws IOException {
        in.mark(1 << 17);
        byte[] start = in.readNBytes(1 << 16);
        in.reset();
        if (!new String(start, java.nio.charset.StandardCharsets.ISO_8859_1).contains("\0" + EARLY_MARK + "\0")
                && !new String(start, java.nio.charset.StandardCharsets.ISO_8859_1).contains("0" + EARLY_MARK + "\0")) {
            return;
        }
        ByteArrayOutputStream early = new ByteArrayOutputStream();
        Cpio.read(in, early, _ -> {});
        int padding = -early.size() & 511; // archives end at a whole block
        early.writeBytes(in.readNBytes(padding));
        early.writeTo(out);
    }

    private static OutputStream zstd(OutputStream out) throws IOException {
        return new ZstdOutputStream(out, ZSTD_LEVEL).setWorkers(ZSTD_WORKERS).setChecksum(true);
    }

    private static OutputStream gzip(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, 1 << 16) {
            {
                def.setLevel(Deflater.DEFAULT_COMPRESSION);
            }
        };
    }

    private Entry.File entry(Path image) throws IOException {
        long size = Files.size(image);
        Digest digest = Digest.of(image);
        contents.register(digest, image, 0600, size);
        return new Entry.File(Meta.root(0600), digest, size);
    }
}
