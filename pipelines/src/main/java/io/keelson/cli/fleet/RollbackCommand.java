package io.keelson.cli.fleet;

import io.keelson.bootstrap.rollout.Order;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `keelson rollback`.
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes hosts back to the deployment before, in waves, with a restart each.",
            "What is only staged is dropped, without a restart."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every host went back", "1:a host did not", "2:wrong usage"})
public final class RollbackCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private RolloutStart start = new RolloutStart();

    @Override
    public Integer call() throws InterruptedException {
        return start.run(Objects.requireNonNull(spec), new Order(Order.Kind.ROLLBACK, "", List.of()));
    }
}
