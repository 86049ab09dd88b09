package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.DeployPlan;
import io.keelson.bootstrap.host.deploy.Gate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `keelson-host rebase`.
@Command(
        mixinStandardHelpOptions = true,
        description = "Follows another ref from now on, and stages its newest commit. /etc and /var stay.")
final class RebaseCommand implements Callable<Integer> {
    private final KeelsonHost host;

    @Parameters(paramLabel = "[REMOTE:]REF", description = "What to follow; the remote of now, if none is named.")
    private String target = "";

    @Mixin
    private RestartOptions restart = new RestartOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Change change = new Change();

    RebaseCommand(KeelsonHost host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InterruptedException {
        restart.check(host.paths());
        boolean _ = change.run(host.paths(), "rebase", this::plan);
        return 0;
    }

    private Change.Wanted plan(Change.Scene scene) throws InterruptedException {
        String followed = scene.state().current().refspec();
        String refspec = target.contains(":") ? target : followed.replaceFirst(":.*", "") + ":" + target;
        if (refspec.equals(followed)) {
            return new Change.Wanted(
                    DeployPlan.of(), scene.state().current().commit(), "this host follows " + refspec + " already");
        }
        Target found = Target.newest(scene, refspec, source, Target.Extent.ANY);
        found.check(new Gate(source.again(), true));
        String commit = found.candidate().commit();
        DeployPlan plan = found.deploy("rebase", false).then(restart.steps(scene.plans(), commit));
        return new Change.Wanted(
                plan,
                commit,
                "follows " + refspec + ": " + found.candidate().name() + " is staged, " + restart.words());
    }
}
