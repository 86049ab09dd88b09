package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.DeployPlan;
import io.keelson.bootstrap.host.deploy.Gate;
import io.keelson.bootstrap.host.state.Deployed.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keelson-host upgrade`.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Fetches the newest commit of what this host follows and stages it: it starts at the next restart.",
            "",
            "Before anything is staged: the signature, the clock, that it is not older and was not rejected here, "
                    + "room in / and /boot, and that the image has what it needs to boot. If it then fails its health "
                    + "checks or does not start, the host comes back to what runs now by itself."
        })
final class UpgradeCommand implements Callable<Integer> {
    private static final int NOTHING = 77;

    private final KeelsonHost host;

    @Option(names = "--check", description = "Only tell whether there is something newer.")
    private boolean check;

    @Option(names = "--download-only", description = "Fetch it, and stage nothing.")
    private boolean downloadOnly;

    @Option(names = "--allow-downgrade", description = "Take it although it is older than what runs.")
    private boolean downgrade;

    @Option(names = "--unchanged-exit-77", description = "End with status 77 when there is nothing to do.")
    private boolean unchanged77;

    @Mixin
    private RestartOptions restart = new RestartOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Change change = new Change();

    UpgradeCommand(KeelsonHost host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InterruptedException {
        restart.check(host.paths());
        boolean changed = change.run(host.paths(), "upgrade", this::plan);
        return !changed && unchanged77 ? NOTHING : 0;
    }

    private Target.Extent extent() {
        if (check) {
            return Target.Extent.NEWS;
        }
        return downgrade ? Target.Extent.ANY : Target.Extent.NEWER;
    }

    private Change.Wanted plan(Change.Scene scene) throws InterruptedException {
        Target target = Target.newest(scene, scene.state().current().refspec(), source, extent());
        String commit = target.candidate().commit();
        if (target.present().isPresent()) {
            boolean runs = scene.state()
                    .first(Role.BOOTED)
                    .filter(booted -> booted.commit().equals(commit))
                    .isPresent();
            DeployPlan rest = runs || check || downloadOnly
                    ? DeployPlan.of()
                    : scene.plans().afterStaging(commit).then(restart.steps(scene.plans(), commit));
            return new Change.Wanted(rest, commit, target.present().get());
        }
        target.check(new Gate(source.again(), downgrade));
        String name = target.candidate().name();
        if (check) {
            return new Change.Wanted(DeployPlan.of(), commit, name + " is available");
        }
        if (downloadOnly) {
            return new Change.Wanted(target.download(), commit, name + " is downloaded; nothing is staged");
        }
        DeployPlan plan = target.deploy("upgrade", false).then(restart.steps(scene.plans(), commit));
        return new Change.Wanted(plan, commit, name + " is staged: " + restart.words());
    }
}
