package io.keelson.cli.fleet;

import io.keelson.bootstrap.rollout.HostProgress;
import io.keelson.bootstrap.rollout.RolloutPlan;
import io.keelson.bootstrap.rollout.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `keelson rollout show`.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows how far a rollout is, or lists all of them. No host is asked.")
final class RolloutShowCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "Which.")
    private @Nullable String id;

    @Mixin
    private RunOptions runs = new RunOptions();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        RunDirectory directory = runs.directory();
        if (id == null) {
            list(directory);
        } else {
            show(directory, id);
        }
        return 0;
    }

    private static void show(RunDirectory directory, RolloutPlan plan) {
        List<List<String>> rows = new ArrayList<>();
        for (HostProgress host : directory.progress(plan)) {
            String what = host.reason().isEmpty() ? host.version() : host.reason();
            rows.add(List.of(host.host(), host.phase().word(), what));
        }
        System.out.print(Columns.of(rows));
        System.out.println(
                SummaryText.counts(directory.progress(plan)) + (directory.isAlive(plan.id()) ? "; at work" : ""));
    }

    private void show(RunDirectory directory, String id) {
        RolloutPlan plan = directory.plan(id);
        if (json) {
            System.out.print(SummaryText.json(plan, directory.progress(plan)));
        } else {
            show(directory, plan);
        }
    }

    private static void list(RunDirectory directory) {
        List<List<String>> rows = new ArrayList<>();
        for (String each : directory.ids()) {
            RolloutPlan plan = directory.plan(each);
            boolean open = directory.progress(plan).stream()
                    .anyMatch(host -> !host.phase().isFinal());
            rows.add(List.of(
                    each,
                    plan.by(),
                    plan.order().kind().name().toLowerCase(java.util.Locale.ROOT) + " "
                            + plan.order().target(),
                    directory.isAlive(each) ? "at work" : open ? "open" : "done",
                    SummaryText.counts(directory.progress(plan))));
        }
        System.out.print(Columns.of(rows));
    }
}
