package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.release.Failures;
import io.keelson.release.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `keelson-host`, the command.
@Command(
        name = "keelson-host",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = "Shows and changes what this host runs: one image, and the one before to go back to.",
        footer = {
            "",
            "Exit status: 0 done, 1 failed or refused, 2 wrong usage or input, 77 nothing to do when asked to say so."
        })
public final class KeelsonHost {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Failures FAILURES = new Failures("keelson-host", "interrupted; the same command continues");
    private static final Map<String, Function<KeelsonHost, Object>> COMMANDS = commands();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean debug;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = "/",
            description = "Work on the host whose disk is mounted at DIR instead of this one. What is deployed "
                    + "there starts at its next boot; nothing is staged or restarted.")
    private Path root = Path.of("/");

    private KeelsonHost() {}

    private static Map<String, Function<KeelsonHost, Object>> commands() {
        Map<String, Function<KeelsonHost, Object>> commands = new LinkedHashMap<>();
        commands.put("status", StatusCommand::new);
        commands.put("upgrade", UpgradeCommand::new);
        commands.put("deploy", DeployCommand::new);
        commands.put("rollback", RollbackCommand::new);
        commands.put("rebase", RebaseCommand::new);
        commands.put("pin", host -> new PinCommand(host, true));
        commands.put("unpin", host -> new PinCommand(host, false));
        commands.put("kargs", KargsCommand::new);
        commands.put("etc-diff", EtcDiffCommand::new);
        commands.put("health", HealthCommand::new);
        commands.put("history", HistoryCommand::new);
        commands.put("cleanup", CleanupCommand::new);
        return commands;
    }

    /// Runs one command and ends the process with its exit status.
    public static void main(String[] args) {
        Signals.interruptThisThread(GRACE);
        int status;
        try {
            status = run(args);
        } finally {
            Signals.finished();
        }
        System.exit(status);
    }

    static int run(String... args) {
        KeelsonHost host = new KeelsonHost();
        CommandLine line = new CommandLine(host);
        // To describe all commands takes longer than what most of them do: only the one that is named.
        boolean named = Arrays.stream(args).anyMatch(COMMANDS::containsKey)
                && !Arrays.asList(args).contains("--help");
        COMMANDS.forEach((name, command) -> {
            if (!named || Arrays.asList(args).contains(name)) {
                line.addSubcommand(name, command.apply(host));
            }
        });
        return line.setExecutionExceptionHandler((failure, _, _) -> FAILURES.report(failure, host.debug))
                .setAbbreviatedOptionsAllowed(false)
                .execute(args);
    }

    HostPaths paths() {
        return new HostPaths(root.toAbsolutePath().normalize());
    }
}
