package io.keelson.ostree.delta;

import static io.keelson.ostree.Ostree.ostree;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.FuzzTarget;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Transaction;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tukaani.xz.XZInputStream;

/// Superblocks and parts, made by us and by the real ostree.
public final class FuzzDeltas implements AutoCloseable {
    /// An xz stream may ask for as much as we let it.
    private static final long MEMORY = 160L << 20;

    private final Path dir;
    private final Repository receiver;
    private final List<byte[]> superblocks = new ArrayList<>();
    private final List<FuzzTarget> targets = new ArrayList<>();

    /// @param dir an empty directory
    public FuzzDeltas(Path dir) throws Exception {
        this.dir = dir;
        Path repo = dir.resolve("source");
        ostree("init", "--repo=" + repo, "--mode=archive");
        Path tree = Files.createDirectory(dir.resolve("tree"));
        Digest old = commit(repo, tree, 1);
        Digest now = commit(repo, tree, 2);
        Path receiving = dir.resolve("receiver");
        ostree("init", "--repo=" + receiving, "--mode=bare-user-only");
        ostree("config", "--repo=" + receiving, "set", "core.fsync", "false");
        ostree("pull-local", "--repo=" + receiving, repo, old);
        receiver = Repository.open(receiving);
        ours(repo, old, now);
        real(repo, old, now);
        targets.add(FuzzTarget.strict("superblock", superblocks, this::superblock));
    }

    /// Some files are changed a little, one is new each time.
    private static Digest commit(Path repo, Path tree, long seed) throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 8; i++) {
            byte[] content = new byte[200 + random.nextInt(3000)];
            random.nextBytes(content);
            content[content.length / 2] += (byte) (i % 2 == 0 ? seed : 0);
            Files.write(tree.resolve("file-" + i), content);
        }
        Files.writeString(tree.resolve("new-" + seed), "new " + seed);
        return Digest.parse(ostree("commit", "--repo=" + repo, "-b", "main", "--canonical-permissions", tree));
    }

    private void ours(Path path, Digest old, Digest now) throws IOException {
        try (Repository repo = Repository.open(path)) {
            for (boolean inline : new boolean[] {true, false}) {
                for (Endianness endianness : Endianness.values()) {
                    DeltaOptions options = new DeltaOptions(
                            0, 128, 32, true, inline, endianness, null, inline ? FuzzDeltas::sign : null);
                    new DeltaGenerator(repo, options, DeltaListener.NONE).generate(old, now);
                    keep(repo.deltas().directory(new DeltaName(old, now)), "ours", !inline);
                }
            }
        }
    }

    private static Map<String, Variant> sign(byte[] superblock) {
        byte[] signature = Arrays.copyOf(superblock, 64);
        Variant all = new Variant.Sequence(Variant.BYTES, List.of(Variant.of(signature)));
        return Map.of("ostree.sign.ed25519", all);
    }

    private void real(Path repo, Digest old, Digest now) throws Exception {
        List<List<String>> variations = List.of(
                List.of("--from=" + old),
                List.of("--from=" + old, "--disable-bsdiff"),
                List.of("--from=" + old, "--inline"),
                List.of("--from=" + old, "--swap-endianness", "--inline"),
                List.of("--empty", "--min-fallback-size=0"));
        for (List<String> variation : variations) {
            List<Object> arguments = new ArrayList<>(List.of("static-delta", "generate", "--repo=" + repo));
            arguments.addAll(variation);
            arguments.add("--to=" + now);
            ostree(arguments.toArray());
            boolean empty = variation.contains("--empty");
            try (Repository opened = Repository.open(repo)) {
                Path delta = opened.deltas().directory(new DeltaName(empty ? null : old, now));
                keep(delta, "the real ostree's", !variation.contains("--inline"));
            }
        }
    }

    private void keep(Path delta, String whose, boolean withParts) throws IOException {
        byte[] bytes = Files.readAllBytes(delta.resolve("superblock"));
        superblocks.add(bytes);
        if (!withParts) {
            return;
        }
        try (Superblock superblock = Superblock.parse(bytes)) {
            for (PartHeader part : superblock.parts()) {
                byte[] stored = Files.readAllBytes(delta.resolve(Integer.toString(part.index())));
                targets.add(new FuzzTarget(
                        whose + " part",
                        List.of(stored, plain(stored), plain(stored)),
                        MEMORY,
                        input -> part(part, input)));
            }
        }
    }

    /// The same part without compression, so that changed bytes get further.
    private static byte[] plain(byte[] part) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        plain.write(0);
        plain.writeBytes(new XZInputStream(new ByteArrayInputStream(part, 1, part.length - 1)).readAllBytes());
        return plain.toByteArray();
    }

    /// Not closed before the last input was read.
    public List<FuzzTarget> all() {
        return targets;
    }

    /// The header is one that fits, so that what is behind the checksum gets the bytes.
    private void part(PartHeader header, byte[] bytes) throws IOException {
        PartHeader fitting =
                new PartHeader(0, 0, Digest.of(bytes), bytes.length, header.objectsSize(), header.objects());
        try (Transaction transaction = receiver.begin()) {
            new PartExecutor(receiver, transaction).execute(fitting, new ByteArrayInputStream(bytes));
            for (ObjectName name : header.objects()) {
                if (!transaction.has(name)) {
                    throw new AssertionError(name + " was not made");
                }
            }
        }
    }

    /// Everything that a superblock says is looked at, and what is in it is executed.
    private void superblock(byte[] bytes) throws IOException {
        Path file = Files.write(dir.resolve("superblock"), bytes);
        DeltaApply apply = new DeltaApply(receiver, file);
        try (Superblock delta = apply.read()) {
            if (delta.isSigned()) {
                delta.signedBytes();
                delta.signatures();
            }
            delta.detachedMetadata();
            delta.endianness();
            try (Transaction transaction = receiver.begin()) {
                PartExecutor executor = new PartExecutor(receiver, transaction);
                for (PartHeader part : delta.parts()) {
                    if (!executor.hasAll(part) && delta.inlinePart(part.index()).isPresent()) {
                        try (InputStream in = delta.inlinePart(part.index()).orElseThrow()) {
                            executor.execute(part, in);
                        }
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        receiver.close();
    }
}
