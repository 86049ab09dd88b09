package io.keelson.cli.ostree;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Remove a delta")
final class StaticDeltaDeleteCommand extends RepositoryCommand {
    @Parameters(arity = "0..1", paramLabel = "DELTA", description = "Name of a delta")
    private @Nullable String id;

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            DeltaName name = StaticDeltaId.parse(id);
            if (!Files.exists(repo.deltas().directory(name))) {
                throw new KeelsonException("Can't find delta " + name);
            }
            repo.deltas().delete(name);
        }
    }
}
