package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.DeployPlan;
import io.keelson.bootstrap.host.deploy.Run;
import io.keelson.bootstrap.host.deploy.Step;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `keelson-host rollback`.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Undoes the last change. If something is staged, it is dropped. If not, the deployment before the one "
                    + "that runs starts next, with the /etc that it had; /var is as it is now.",
            "",
            "What is left this way is not taken again by upgrade, unless with --again."
        })
final class RollbackCommand implements Callable<Integer> {
    private final KeelsonHost host;

    @Mixin
    private RestartOptions restart = new RestartOptions();

    @Mixin
    private Change change = new Change();

    RollbackCommand(KeelsonHost host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InterruptedException {
        restart.check(host.paths());
        boolean _ = change.run(host.paths(), "rollback", this::plan);
        return 0;
    }

    private Change.Wanted plan(Change.Scene scene) {
        DeployPlan plan = scene.plans().rollback();
        for (Step step : plan.steps()) {
            if (step instanceof Step.MakeDefault next) {
                Run.checkBootFiles(scene.paths(), scene.state().find(next.id().toString()));
                String commit = next.id().commit();
                return new Change.Wanted(
                        plan.then(restart.steps(scene.plans(), commit)),
                        commit,
                        "back to " + next.name() + ": " + restart.words());
            }
        }
        String commit = scene.state().current().commit();
        return new Change.Wanted(
                plan.then(restart.steps(scene.plans(), commit)),
                commit,
                "dropped what was staged; " + scene.state().current().name() + " stays. "
                        + "Run it again to go to the deployment before.");
    }
}
