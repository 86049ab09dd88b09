package io.keelson.cli.fleet;

import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.inventory.Inventory;
import io.keelson.bootstrap.rollout.Order;
import io.keelson.bootstrap.rollout.PlanFile;
import io.keelson.bootstrap.rollout.RolloutOptions;
import io.keelson.bootstrap.rollout.RolloutPlan;
import io.keelson.bootstrap.rollout.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// What commands that begin a rollout have in common.
final class RolloutStart {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Option(names = "--hosts", required = true, paramLabel = "EXPR", description = "Which hosts.")
    private String expression = "";

    @Mixin
    private HostsOptions hosts = new HostsOptions();

    @Mixin
    private CarefulOptions careful = new CarefulOptions();

    @Mixin
    private RunOptions runs = new RunOptions();

    @Option(
            names = {"-n", "--dry-run"},
            description = "Only print the plan; no host is asked.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the plan, or what came of it, as JSON.")
    private boolean json;

    int run(CommandSpec spec, Order order) throws InterruptedException {
        Inventory inventory = hosts.load();
        RolloutRun.notes(inventory, spec);
        List<Host> chosen = inventory.select(expression);
        RolloutPlan plan = plan(order, chosen);
        if (dryRun) {
            System.out.print(json ? PlanFile.text(plan) : String.join("\n", plan.lines()) + "\n");
            return 0;
        }
        RolloutRun run = new RolloutRun(spec, hosts, json);
        RunDirectory directory = runs.directory();
        try (RunDirectory.Held held = directory.create(plan)) {
            return run.run(plan, held, chosen);
        }
    }

    private RolloutPlan plan(Order order, List<Host> chosen) {
        RolloutOptions options = careful.options();
        Instant now = Instant.now();
        String id = DATE.format(now) + "-" + String.format(Locale.ROOT, "%04x", new SecureRandom().nextInt(1 << 16));
        return new RolloutPlan(
                id,
                now,
                operator(),
                order,
                options,
                hosts.source(),
                RolloutPlan.waves(targets(order, chosen), options));
    }

    private static List<RolloutPlan.Target> targets(Order order, List<Host> chosen) {
        return chosen.stream()
                .map(host -> new RolloutPlan.Target(
                        host.name(), host.destination(), host.node(), order.words(host.name(), host.variables())))
                .toList();
    }

    /// For the history of hosts, and for others who want the same hosts.
    private static String operator() {
        String user = System.getProperty("user.name", "somebody");
        return (user + machine()).replaceAll("[^A-Za-z0-9@._-]", "_");
    }

    private static String machine() {
        try {
            return "@" + Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
