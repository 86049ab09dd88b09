package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.summary.MetadataCommit;
import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantFormatException;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "summary", description = "Manage summary metadata")
final class SummaryCommand extends RepositoryCommand {
    @Option(
            names = {"-u", "--update"},
            description = "Update the summary")
    private boolean update;

    @Option(names = "--view", description = "View the local summary file")
    private boolean view;

    @Option(names = "--raw", description = "View the raw bytes of the summary file")
    private boolean raw;

    @Option(names = "--list-metadata-keys", description = "List the available metadata keys")
    private boolean listKeys;

    @Option(names = "--print-metadata-key", paramLabel = "KEY", description = "Print string value of metadata key")
    private @Nullable String key;

    @Option(
            names = {"-m", "--add-metadata"},
            paramLabel = "KEY=VALUE",
            description = "Additional metadata field to add to the summary")
    private List<String> additional = List.of();

    @Mixin
    private final SigningOptions signing = new SigningOptions();

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            if (update) {
                update(repo, metadata());
            } else if (raw) {
                out().println(Summary.variant(read(repo)).byteswapped().print(true));
            } else if (listKeys) {
                decoded(repo).metadata().keySet().stream().sorted().forEach(out()::println);
            } else if (key != null) {
                printKey(decoded(repo), key);
            } else if (view || verbose()) { // here, upstream's -v is short for --view
                new SummaryPrinter(out()).print(decoded(repo));
            } else {
                throw new KeelsonException("No option specified; use -u to update summary");
            }
        }
    }

    private void update(Repository repo, Map<String, Variant> metadata) throws IOException {
        MetadataCommit.write(repo, metadata, commit -> signing.signatures(commit, Map.of(), "Commit"));
        repo.updateSummary(metadata, summary -> signing.signatures(summary, Map.of(), "Summary"));
    }

    private Map<String, Variant> metadata() {
        Map<String, Variant> metadata = new LinkedHashMap<>();
        for (String pair : additional) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new KeelsonException("Missing '=' in KEY=VALUE metadata '" + pair + "'");
            }
            metadata.put(pair.substring(0, equals), parse(pair.substring(equals + 1)));
        }
        return metadata;
    }

    private static Variant parse(String value) {
        try {
            return Variant.parse(value);
        } catch (VariantFormatException e) {
            throw new KeelsonException("Error parsing variant ‘" + value + "’: " + e.getMessage(), e);
        }
    }

    private static Summary decoded(Repository repo) throws IOException {
        try {
            return Summary.decode(read(repo));
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("Corrupted summary: " + e.getMessage(), e)
                    .withHint("'ostree summary --update' writes it anew");
        }
    }

    private static byte[] read(Repository repo) throws IOException {
        Path file = repo.path().resolve("summary");
        if (!Files.exists(file)) {
            throw new KeelsonException("openat(summary): No such file or directory")
                    .withHint("'ostree summary --update' makes it");
        }
        if (Files.size(file) > Summary.MAX_BYTES) {
            throw new KeelsonException("Corrupted summary: it has " + Files.size(file) + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private void printKey(Summary summary, String wanted) {
        Variant value = summary.metadata().get(wanted);
        if (value == null) {
            throw new KeelsonException("No such metadata key '" + wanted + "'");
        }
        out().println(value.byteswapped().print(false));
    }
}
