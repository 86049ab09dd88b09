package io.keelson.cli.fleet;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.inventory.Inventory;
import io.keelson.bootstrap.rollout.Everywhere;
import io.keelson.bootstrap.rollout.Everywhere.Answer;
import io.keelson.cli.fleet.Converters.TimeConverter;
import io.keelson.wiring.Hosts;
import java.time.Duration;
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

/// `keelson exec`.
@Command(
        name = "exec",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a program on hosts, and shows what it printed: once for all hosts where that is the same.",
            "The words reach the program as they are: for pipes and variables of the host say: -- sh -c '...'."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it succeeded everywhere", "1:it failed somewhere", "2:wrong usage"})
public final class ExecCommand implements Callable<Integer> {
    private static final int KEEP = 1 << 18;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--hosts", required = true, paramLabel = "EXPR", description = "Which hosts.")
    private String expression = "";

    @Mixin
    private HostsOptions hosts = new HostsOptions();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connect to so many hosts at the same time. Default: ${DEFAULT-VALUE}.")
    private int connections = 64;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = TimeConverter.class,
            description = "For the program, on each host. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(5);

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "The program and its arguments, after --.")
    private List<String> argv = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Inventory inventory = hosts.load();
        RolloutRun.notes(inventory, Objects.requireNonNull(spec));
        List<Host> chosen = inventory.select(expression);
        Invocation command = Invocation.of(argv).within(timeout).keeping(KEEP);
        List<Answer<CommandResult>> answers;
        try (Hosts fleet = hosts.connect(chosen)) {
            List<String> names = chosen.stream().map(Host::name).toList();
            answers = Everywhere.ask(fleet, names, Math.max(1, connections), shell -> shell.run(command));
        }
        System.out.print(OutputGroups.text(answers));
        boolean ok = answers.stream()
                .allMatch(answer -> answer.value().filter(CommandResult::ok).isPresent());
        return ok ? 0 : 1;
    }
}
