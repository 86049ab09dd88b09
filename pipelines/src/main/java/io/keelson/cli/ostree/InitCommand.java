package io.keelson.cli.ostree;

import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "init", description = "Initialize a new empty repository")
final class InitCommand extends RepositoryCommand {
    @Option(
            names = "--mode",
            defaultValue = "bare",
            description = "Initialize repository in given mode (bare, bare-user, bare-user-only, archive)")
    private String mode = "bare";

    @Option(
            names = "--collection-id",
            description =
                    "Globally unique ID for this repository as an collection of refs for redistribution to other repositories")
    private @Nullable String collection;

    @Parameters(hidden = true, description = "Ignored, as upstream does")
    @SuppressWarnings("UnusedVariable")
    private List<String> ignored = List.of();

    @Override
    void run() throws IOException {
        try (Repository repo = Repository.init(repositoryPath(), parsed())) {
            if (collection != null && repo.config().get("core", "collection-id").isEmpty()) {
                repo.config().set("core", "collection-id", collection);
                repo.config().save();
            }
        }
    }

    private Mode parsed() {
        try {
            return Mode.parse(mode);
        } catch (IllegalArgumentException e) {
            throw new KeelsonException(String.valueOf(e.getMessage()), e);
        }
    }
}
