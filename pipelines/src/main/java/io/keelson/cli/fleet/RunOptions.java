package io.keelson.cli.fleet;

import io.keelson.bootstrap.rollout.RunDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where runs are kept.
final class RunOptions {
    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Keep run records here (default: ~/.local/state/keelson/rollouts).")
    private @Nullable Path directory;

    RunDirectory directory() {
        if (directory != null) {
            return new RunDirectory(directory.toAbsolutePath());
        }
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return new RunDirectory(base.resolve("keelson").resolve("rollouts").toAbsolutePath());
    }
}
