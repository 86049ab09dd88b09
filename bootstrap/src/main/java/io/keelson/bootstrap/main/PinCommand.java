package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.state.Deployed;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `keelson-host pin` and `unpin`.
@Command(
        mixinStandardHelpOptions = true,
        description = "Keeps a deployment from being removed by later ones (pin), or no longer (unpin).")
final class PinCommand implements Callable<Integer> {
    private final KeelsonHost host;
    private final boolean pinned;

    @Parameters(paramLabel = "INDEX|COMMIT", description = "As `keelson-host status` shows them.")
    private String target = "";

    @Mixin
    private Change change = new Change();

    PinCommand(KeelsonHost host, boolean pinned) {
        this.host = host;
        this.pinned = pinned;
    }

    @Override
    public Integer call() throws InterruptedException {
        String word = pinned ? "pin" : "unpin";
        boolean _ = change.run(host.paths(), word, scene -> {
            Deployed deployment = scene.state().find(target);
            return new Change.Wanted(
                    scene.plans().pin(deployment, pinned),
                    deployment.commit(),
                    deployment.name() + " is " + word + "ned");
        });
        return 0;
    }
}
