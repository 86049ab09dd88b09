package io.keelson.bootstrap.main;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.bootstrap.host.HostShell;
import io.keelson.bootstrap.host.deploy.DeployPlan;
import io.keelson.bootstrap.host.deploy.Plans;
import io.keelson.bootstrap.host.deploy.Run;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.bootstrap.host.state.HostReader;
import io.keelson.bootstrap.host.state.HostState;
import io.keelson.bootstrap.host.state.Json;
import io.keelson.bootstrap.local.HostLock;
import io.keelson.bootstrap.local.LocalShell;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What all commands that change a host do around their own part: the lock, the plan, the report.
final class Change {
    @Option(names = "--dry-run", description = "Print what would be done, and do nothing.")
    private boolean dryRun;

    @Mixin
    private JsonOption json = new JsonOption();

    /// A command's own part.
    interface Work {
        /// Plans, from what is there.
        Wanted plan(Scene scene) throws InterruptedException;
    }

    /// What a command found out.
    ///
    /// @param words the result in one sentence, once the plan is done
    record Wanted(DeployPlan plan, String commit, String words) {}

    /// What a command has to work with, under the lock.
    ///
    /// @param dryRun whether nothing will be done but told
    record Scene(HostPaths paths, HostShell shell, HostState state, Plans plans, boolean dryRun) {}

    /// Does a command.
    ///
    /// @return whether there was anything to do
    boolean run(HostPaths paths, String command, Work work) throws InterruptedException {
        checkUser(paths);
        try (HostLock _ = HostLock.take(paths.lock(), "keelson-host " + command)) {
            HostShell shell = new LocalShell();
            HostState state = new HostReader(paths).read();
            Plans plans = new Plans(
                    state, Operator.name(), Operator.request(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
            Wanted wanted = work.plan(new Scene(paths, shell, state, plans, dryRun));
            if (!dryRun) {
                new Run(shell, paths, new StepLines()).all(wanted.plan());
            }
            print(wanted);
            return !wanted.plan().isEmpty();
        }
    }

    boolean isJson() {
        return json.isSet();
    }

    private static void checkUser(HostPaths paths) {
        try {
            if (paths.isThisMachine()
                    && !Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                throw new KeelsonException("changing this host needs root").withHint("run it with sudo");
            }
        } catch (IOException e) {
            throw new KeelsonException("cannot tell who runs this: " + e.getMessage(), e);
        }
    }

    private void print(Wanted wanted) {
        if (json.isSet()) {
            JsonOption.print(describe(wanted));
        } else if (dryRun && !wanted.plan().isEmpty()) {
            wanted.plan().words().forEach(line -> System.out.println("would " + line));
        } else {
            System.out.println(wanted.words());
        }
    }

    private ObjectNode describe(Wanted wanted) {
        ObjectNode node = Json.object()
                .put("version", 1)
                .put("changed", !dryRun && !wanted.plan().isEmpty())
                .put("dryRun", dryRun)
                .put("commit", wanted.commit())
                .put("message", wanted.words());
        ArrayNode steps = node.putArray("steps");
        wanted.plan().words().forEach(steps::add);
        return node;
    }
}
