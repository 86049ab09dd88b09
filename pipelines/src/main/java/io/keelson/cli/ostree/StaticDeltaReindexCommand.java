package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "reindex", description = "Regenerate static delta indexes")
final class StaticDeltaReindexCommand extends RepositoryCommand {
    @Option(names = "--to", paramLabel = "REV", description = "Only update delta index to revision REV")
    private @Nullable String to;

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            repo.deltas().reindex(to == null ? null : checksum(to));
        }
    }

    private static Digest checksum(String text) {
        if (!Digest.isHex(text)) {
            throw new KeelsonException("Invalid rev " + text);
        }
        return Digest.parse(text);
    }
}
