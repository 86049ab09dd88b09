package io.keelson.cli.fleet;

import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.inventory.Inventory;
import io.keelson.bootstrap.rollout.RolloutPlan;
import io.keelson.bootstrap.rollout.RunDirectory;
import io.keelson.release.KeelsonException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keelson rollout resume`.
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Goes on with a rollout that was interrupted, or that stopped at bad hosts.",
            "Hosts that are done are left alone; those that were under way are asked what came of it."
        })
final class RolloutResumeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Which; see keelson rollout show.")
    private String id = "";

    @Mixin
    private HostsOptions hosts = new HostsOptions();

    @Mixin
    private RunOptions runs = new RunOptions();

    @Option(names = "--json", description = "Print what came of it as JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        RunDirectory directory = runs.directory();
        RolloutPlan plan = directory.plan(id);
        List<Host> chosen = chosen(plan, HostsOptions.load(plan.inventory()));
        try (RunDirectory.Held held = directory.resume(plan)) {
            return new RolloutRun(Objects.requireNonNull(spec), hosts, json).run(plan, held, chosen);
        }
    }

    private static List<Host> chosen(RolloutPlan plan, Inventory inventory) {
        Map<String, Host> known = inventory.hosts().stream().collect(Collectors.toMap(Host::name, Function.identity()));
        plan.targets()
                .filter(target -> !known.containsKey(target.host()))
                .findFirst()
                .ifPresent(target -> {
                    throw KeelsonException.usage("the inventory has no host '" + target.host()
                            + "' any more, which the rollout " + plan.id() + " is about");
                });
        return plan.targets()
                .map(target -> Objects.requireNonNull(known.get(target.host())))
                .toList();
    }
}
