package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.delta.DeltaApply;
import io.keelson.ostree.delta.Superblock;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "apply-offline", description = "Apply static delta file")
final class StaticDeltaApplyCommand extends RepositoryCommand {
    @Parameters(arity = "0..1", paramLabel = "PATH", description = "The directory of a delta, or its superblock")
    private @Nullable Path path;

    @Override
    void run() throws IOException {
        if (path == null) {
            throw new KeelsonException("PATH must be specified");
        }
        try (Repository repo = open()) {
            DeltaApply apply = new DeltaApply(repo, path);
            try (Superblock delta = apply.read()) {
                apply.apply(delta);
            }
        }
    }
}
