package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.DeployPlan;
import io.keelson.bootstrap.host.deploy.Plans;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.release.KeelsonException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// When to restart.
final class RestartOptions {
    @Option(names = "--reboot", description = "Restart the host at once.")
    private boolean reboot;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Restart it at TIME of its own clock: 03:30 (the next), 2026-12-24T03:30, or +90m.")
    private @Nullable String at;

    boolean isSet() {
        return reboot || at != null;
    }

    /// Refuses what cannot be, before anything else is done.
    void check(HostPaths paths) {
        if (isSet() && !paths.isThisMachine()) {
            throw KeelsonException.usage("--root is about another machine's disk, which cannot be restarted from here");
        }
        if (reboot && at != null) {
            throw KeelsonException.usage("--reboot is now and --at is later: take one of them");
        }
        if (at != null) {
            RestartTime.parse(at, LocalDateTime.now(ZoneId.systemDefault()));
        }
    }

    /// The steps that end a change of `commit`.
    DeployPlan steps(Plans plans, String commit) {
        if (at != null) {
            return plans.rebootAt(commit, RestartTime.parse(at, LocalDateTime.now(ZoneId.systemDefault())));
        }
        return reboot ? plans.reboot(commit) : DeployPlan.of();
    }

    /// What happens next, for the operator.
    String words() {
        if (at != null) {
            return "the host restarts at " + RestartTime.parse(at, LocalDateTime.now(ZoneId.systemDefault()));
        }
        return reboot ? "the host restarts now" : "it starts at the next restart (systemctl reboot)";
    }
}
