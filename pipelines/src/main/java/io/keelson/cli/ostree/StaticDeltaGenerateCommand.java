package io.keelson.cli.ostree;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Refs;
import io.keelson.ostree.Repository;
import io.keelson.ostree.delta.DeltaGenerator;
import io.keelson.ostree.delta.DeltaOptions;
import io.keelson.ostree.delta.Endianness;
import io.keelson.ostree.delta.SuperblockSigner;
import io.keelson.ostree.sign.Engine;
import io.keelson.ostree.sign.KeyFiles;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "generate", description = "Generate static delta files")
final class StaticDeltaGenerateCommand extends RepositoryCommand {
    @Option(names = "--from", paramLabel = "REV", description = "Create delta from revision REV")
    private @Nullable String from;

    @Option(names = "--empty", description = "Create delta from scratch")
    private boolean empty;

    @Option(names = "--inline", description = "Inline delta parts into main delta")
    private boolean inline;

    @Option(names = "--to", paramLabel = "REV", description = "Create delta to revision REV")
    private @Nullable String to;

    @Option(names = "--disable-bsdiff", description = "Disable use of bsdiff")
    private boolean withoutBsdiff;

    @Option(
            names = {"-n", "--if-not-exists"},
            description = "Only generate if a delta does not already exist")
    private boolean onlyNew;

    @Option(names = "--set-endianness", paramLabel = "ENDIAN", description = "Choose metadata endianness ('l' or 'B')")
    private @Nullable String endianness;

    @Option(names = "--swap-endianness", description = "Swap metadata endianness from host order")
    private boolean swap;

    @Option(
            names = "--min-fallback-size",
            paramLabel = "MB",
            description = "Minimum uncompressed size in megabytes for individual HTTP request")
    private @Nullable String minFallback;

    @Option(
            names = "--max-bsdiff-size",
            paramLabel = "MB",
            description = "Maximum size in megabytes to consider bsdiff compression for input files")
    private @Nullable String maxBsdiff;

    @Option(names = "--max-chunk-size", paramLabel = "MB", description = "Maximum size of delta chunks in megabytes")
    private @Nullable String maxChunk;

    @Option(
            names = "--filename",
            paramLabel = "PATH",
            description = "Write the superblock to PATH and the parts beside it, instead of into the repository")
    private @Nullable Path file;

    @Option(names = "--sign", paramLabel = "KEY_ID", description = "Sign the delta with")
    private List<String> keys = List.of();

    @Option(names = "--sign-type", paramLabel = "NAME", description = "Signature type to use (defaults to 'ed25519')")
    private String signType = Engine.DEFAULT;

    @Option(names = "--keys-file", paramLabel = "NAME", description = "Read key(s) from file")
    private @Nullable Path keysFile;

    @Parameters(arity = "0..1", paramLabel = "TO")
    private @Nullable String target;

    @Override
    void run() throws IOException {
        String wanted = to == null ? target : to;
        if (wanted == null) {
            throw new KeelsonException("TO revision must be specified");
        }
        if (empty && from != null) {
            throw new KeelsonException("Cannot specify both --empty and --from=REV");
        }
        try (Repository repo = open()) {
            Refs refs = repo.refs();
            Digest old = empty ? null : refs.resolve(from == null ? wanted + "^" : from);
            generate(repo, new DeltaName(old, refs.resolve(wanted)));
        }
    }

    private void generate(Repository repo, DeltaName name) throws IOException {
        if (onlyNew && Files.exists(repo.deltas().directory(name).resolve("superblock"))) {
            out().println("Delta " + name + " already exists.");
            return;
        }
        DeltaOptions options = options();
        Digest from = name.from();
        out().println("Generating static delta:");
        out().println("  From: " + (from == null ? "empty" : from));
        out().println("  To:   " + name.to());
        out().flush();
        new DeltaGenerator(repo, options, line -> {
                    err().println(line);
                    err().flush();
                })
                .generate(from, name.to());
    }

    private DeltaOptions options() throws IOException {
        DeltaOptions defaults = DeltaOptions.DEFAULTS;
        return new DeltaOptions(
                megabytes(minFallback, defaults.minFallbackSize()),
                megabytes(maxBsdiff, defaults.maxBsdiffSize()),
                megabytes(maxChunk, defaults.maxChunkSize()),
                !withoutBsdiff,
                inline,
                order(),
                file,
                signer());
    }

    private @Nullable SuperblockSigner signer() throws IOException {
        List<String> secrets = new ArrayList<>(keys);
        if (keysFile != null) {
            secrets.addAll(KeyFiles.lines(keysFile));
        }
        if (secrets.isEmpty()) {
            return null;
        }
        Engine engine = Engine.of(signType);
        return superblock -> {
            List<Variant> signatures = secrets.stream()
                    .map(secret -> Variant.of(engine.sign(superblock, secret)))
                    .toList();
            return Map.of(engine.metadataKey(), new Variant.Sequence(Variant.BYTES, signatures));
        };
    }

    private static long megabytes(@Nullable String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new KeelsonException("Invalid size '" + text + "': it is a whole number of megabytes");
        }
        return Long.parseLong(text);
    }

    private Endianness order() {
        Endianness order = switch (endianness) {
            case null -> Endianness.LITTLE;
            case "l" -> Endianness.LITTLE;
            case "B" -> Endianness.BIG;
            default -> throw new KeelsonException("Invalid endianness '" + endianness + "'");
        };
        return swap ? other(order) : order;
    }

    private static Endianness other(Endianness order) {
        return order == Endianness.BIG ? Endianness.LITTLE : Endianness.BIG;
    }
}
