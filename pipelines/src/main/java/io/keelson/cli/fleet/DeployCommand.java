package io.keelson.cli.fleet;

import io.keelson.bootstrap.rollout.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keelson deploy`.
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings hosts to another commit, in waves: each fetches and checks it, restarts, and judges itself; a host"
                    + " that fails goes back by itself.",
            "",
            "EXPR: names, groups, globs and ranges with commas between; !TERM takes away, &TERM keeps only those:"
                    + " 'web*,&rack1,!web3'. The run is written down: keelson rollout resume goes on after a crash."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every host runs it", "1:a host does not", "2:wrong usage"})
public final class DeployCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "REF|COMMIT",
            description = "What to deploy; {NAME} is a variable of the host. Without it: the newest of what each host"
                    + " follows.")
    private @Nullable String target;

    @Mixin
    private RolloutStart start = new RolloutStart();

    @Option(names = "--again", description = "Also on hosts that rejected this commit before.")
    private boolean again;

    @Option(names = "--allow-downgrade", description = "Also when what a host follows is older than what it runs.")
    private boolean downgrade;

    @Override
    public Integer call() throws InterruptedException {
        List<String> flags = new ArrayList<>();
        if (again) {
            flags.add("--again");
        }
        if (downgrade && target == null) {
            flags.add("--allow-downgrade");
        }
        Order.Kind kind = target == null ? Order.Kind.UPGRADE : Order.Kind.DEPLOY;
        return start.run(Objects.requireNonNull(spec), new Order(kind, target == null ? "" : target, flags));
    }
}
