package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.Room;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `keelson-host cleanup`.
@Command(
        mixinStandardHelpOptions = true,
        description = "Removes what no deployment needs: files of dropped upgrades, left-overs of interrupted ones.")
final class CleanupCommand implements Callable<Integer> {
    private final KeelsonHost host;

    @Mixin
    private Change change = new Change();

    CleanupCommand(KeelsonHost host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InterruptedException {
        long before = Room.free(host.paths().repository());
        boolean _ = change.run(
                host.paths(),
                "cleanup",
                scene -> new Change.Wanted(
                        scene.plans().cleanup(),
                        scene.state().current().commit(),
                        "cleaned up; " + Room.mebibytes(before) + " were free before (keelson-host status)"));
        return 0;
    }
}
