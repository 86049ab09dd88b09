package io.keelson.cli.ostree;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Repository;
import io.keelson.ostree.delta.Endianness;
import io.keelson.ostree.delta.Fallback;
import io.keelson.ostree.delta.PartHeader;
import io.keelson.ostree.delta.PartStatistics;
import io.keelson.ostree.delta.Superblock;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Dump information on a delta")
final class StaticDeltaShowCommand extends RepositoryCommand {
    @Parameters(arity = "0..1", paramLabel = "DELTA", description = "Name of a delta, or path of a superblock")
    private @Nullable String id;

    /// Bytes of several things, compressed and not.
    private record Total(long size, long usize) {
        Total plus(long more, long uncompressed) {
            return new Total(size + more, usize + uncompressed);
        }
    }

    @Override
    void run() throws IOException {
        try (Repository repo = open();
                Superblock delta = Superblock.read(StaticDeltaId.superblock(repo, id))) {
            head(delta);
            Total fallback = fallbacks(delta);
            Total parts = new Total(0, 0);
            out().println("Number of parts: " + delta.parts().size());
            for (PartHeader part : delta.parts()) {
                parts = parts.plus(part.size(), part.objectsSize());
                part(repo, delta, part);
            }
            total("Total Part Size", parts.size());
            total("Total Part Uncompressed Size", parts.usize());
            total("Total Size", parts.size() + fallback.size());
            total("Total Uncompressed Size", parts.usize() + fallback.usize());
        }
    }

    private void head(Superblock delta) {
        DeltaName name = delta.name();
        Digest from = name.from();
        out().println("Delta: " + id);
        out().println("Signed: " + (delta.isSigned() ? "yes" : "no"));
        out().println(from == null ? "From <scratch>" : "From: " + from);
        out().println("To: " + name.to());
        String guessed = delta.endiannessGuessed() ? " (heuristic)" : "";
        out().println("Endianness: "
                + delta.endianness().map(order -> word(order) + guessed).orElse("invalid"));
        out().println("Timestamp: " + Long.toUnsignedString(delta.timestamp()));
        out().println("Number of parents: " + delta.parents());
    }

    private static String word(Endianness order) {
        return switch (order) {
            case LITTLE -> "little";
            case BIG -> "big";
        };
    }

    private Total fallbacks(Superblock delta) {
        Total total = new Total(0, 0);
        out().println("Number of fallback entries: " + delta.fallbacks().size());
        for (Fallback fallback : delta.fallbacks()) {
            out().println("  " + fallback.object().checksum());
            total = total.plus(fallback.compressedSize(), fallback.size());
        }
        total("Total Fallback Size", total.size());
        total("Total Fallback Uncompressed Size", total.usize());
        return total;
    }

    private void part(Repository repo, Superblock delta, PartHeader part) throws IOException {
        int i = part.index();
        out().println("PartMeta" + i + ": nobjects=" + part.objects().size() + " size=" + part.size() + " usize="
                + part.objectsSize());
        try (InputStream in = open(repo, delta, part)) {
            PartStatistics about = PartStatistics.of(part, in, repo.path().resolve("tmp"));
            out().println("PartPayload" + i + ": nmodes=" + about.modes() + " nxattrs=" + about.xattrs() + " blobsize="
                    + about.data() + " opsize=" + about.operations());
            out().println("PartPayloadOps" + i + ": openspliceclose=" + about.splices() + " open=" + about.opens()
                    + " write=" + about.writes() + " setread=" + about.setSources() + " unsetread="
                    + about.unsetSources() + " close=" + about.closes() + " bspatch=" + about.patches());
        }
    }

    private InputStream open(Repository repo, Superblock delta, PartHeader part) throws IOException {
        Optional<InputStream> inline = delta.inlinePart(part.index());
        if (inline.isPresent()) {
            return inline.get();
        }
        Path file = StaticDeltaId.superblock(repo, id).resolveSibling(Integer.toString(part.index()));
        if (!Files.exists(file)) {
            throw new KeelsonException("openat(" + file + "): No such file or directory");
        }
        return Files.newInputStream(file);
    }

    private void total(String what, long bytes) {
        out().println(what + ": " + bytes + " (" + Sizes.text(bytes) + ")");
    }
}
