package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.DeployPlan;
import io.keelson.bootstrap.host.deploy.Gate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `keelson-host deploy`.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Fetches and stages one commit, older ones too. The host goes on to follow what it follows: the next "
                    + "upgrade leaves this commit again.",
            "",
            "The checks before are those of upgrade, but for age."
        })
final class DeployCommand implements Callable<Integer> {
    private final KeelsonHost host;

    @Parameters(
            paramLabel = "REF|COMMIT",
            description = "A commit's 64 digits (fewer for one that is on this host), a ref of the remote that this "
                    + "host follows, or REMOTE:REF.")
    private String target = "";

    @Mixin
    private RestartOptions restart = new RestartOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Change change = new Change();

    DeployCommand(KeelsonHost host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InterruptedException {
        restart.check(host.paths());
        boolean _ = change.run(host.paths(), "deploy", this::plan);
        return 0;
    }

    private Change.Wanted plan(Change.Scene scene) throws InterruptedException {
        Target found = Target.named(scene, target, source);
        String commit = found.candidate().commit();
        if (found.present().isPresent()) {
            return new Change.Wanted(DeployPlan.of(), commit, found.present().get());
        }
        found.check(new Gate(source.again(), true));
        DeployPlan plan = found.deploy("deploy", true).then(restart.steps(scene.plans(), commit));
        return new Change.Wanted(plan, commit, found.candidate().name() + " is staged: " + restart.words());
    }
}
