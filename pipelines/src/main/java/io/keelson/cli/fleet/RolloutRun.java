package io.keelson.cli.fleet;

import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.inventory.Inventory;
import io.keelson.bootstrap.rollout.Nodes;
import io.keelson.bootstrap.rollout.Rollout;
import io.keelson.bootstrap.rollout.RolloutPlan;
import io.keelson.bootstrap.rollout.RolloutView;
import io.keelson.bootstrap.rollout.RunDirectory;
import io.keelson.cli.progress.ProgressOptions;
import io.keelson.wiring.Hosts;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Does a plan and tells what came of it.
final class RolloutRun {
    private static final Duration DRAIN = Duration.ofMinutes(10);

    private final CommandSpec spec;
    private final HostsOptions hosts;
    private final boolean json;

    RolloutRun(CommandSpec spec, HostsOptions hosts, boolean json) {
        this.spec = spec;
        this.hosts = hosts;
        this.json = json;
    }

    static void notes(Inventory inventory, CommandSpec spec) {
        inventory.notes().forEach(ProgressOptions.of(spec)::note);
    }

    int run(RolloutPlan plan, RunDirectory.Held held, List<Host> chosen) throws InterruptedException {
        RolloutView view = Views.of(ProgressOptions.form(spec), System.err, plan);
        view.note("rollout " + plan.id());
        plan.lines().forEach(view::note);
        Nodes nodes = plan.options().drain() ? Hosts.nodes(DRAIN) : Nodes.NONE;
        Rollout.Summary summary;
        try (Hosts fleet = hosts.connect(chosen)) {
            summary = new Rollout(plan, held, fleet, nodes, view).run();
        } finally {
            Views.end(view);
        }
        System.out.print(json ? SummaryText.json(plan, summary.hosts()) : SummaryText.text(summary.hosts()));
        if (summary.stopped()) {
            System.err.println("stopped: not all hosts were done\nhint: when the reason is mended, go on with: keelson"
                    + " rollout resume " + plan.id());
        }
        return summary.ok() ? 0 : 1;
    }
}
