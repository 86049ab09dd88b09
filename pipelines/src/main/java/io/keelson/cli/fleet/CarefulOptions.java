package io.keelson.cli.fleet;

import io.keelson.bootstrap.rollout.RolloutOptions;
import io.keelson.bootstrap.rollout.Share;
import io.keelson.cli.fleet.Converters.ShareConverter;
import io.keelson.cli.fleet.Converters.TimeConverter;
import io.keelson.release.KeelsonException;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How careful a rollout is.
final class CarefulOptions {
    @Option(
            names = "--max-unavailable",
            paramLabel = "N|N%",
            defaultValue = "1",
            converter = ShareConverter.class,
            description = "How many hosts restart at the same time: the size of a wave. Default: ${DEFAULT-VALUE}.")
    private Share maxUnavailable = RolloutOptions.USUAL.maxUnavailable();

    @Option(
            names = "--canary",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many hosts go first, alone. Default: ${DEFAULT-VALUE}.")
    private int canaries;

    @Option(
            names = "--soak",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = TimeConverter.class,
            description = "Leave the hosts of a wave alone for so long, and look at them again. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Duration soak = Duration.ZERO;

    @Option(
            names = "--max-failures",
            paramLabel = "N",
            defaultValue = "1",
            description = "After so many bad hosts no other is restarted. Default: ${DEFAULT-VALUE}.")
    private int maxFailures = 1;

    @Option(
            names = "--drain",
            description = "Cordon and drain a host's Kubernetes node before it restarts, and uncordon it when it is"
                    + " back, with the kubectl on this machine.")
    private boolean drain;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "20m",
            converter = TimeConverter.class,
            description = "For a host to come back and to judge itself. Default: ${DEFAULT-VALUE}.")
    private Duration deadline = RolloutOptions.USUAL.deadline();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connect to so many hosts at the same time. Default: ${DEFAULT-VALUE}.")
    private int connections = RolloutOptions.USUAL.connections();

    @Option(
            names = "--poll",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = TimeConverter.class,
            description = "Ask a host that restarts so often. Default: ${DEFAULT-VALUE}.")
    private Duration poll = RolloutOptions.USUAL.poll();

    RolloutOptions options() {
        if (canaries < 0 || maxFailures < 1 || connections < 1) {
            throw KeelsonException.usage("--canary is 0 or more, --max-failures and --connections are 1 or more");
        }
        return new RolloutOptions(maxUnavailable, canaries, soak, maxFailures, drain, connections, deadline, poll);
    }
}
