package io.keelson.cli;

import io.keelson.cli.fleet.DeployCommand;
import io.keelson.cli.fleet.ExecCommand;
import io.keelson.cli.fleet.RollbackCommand;
import io.keelson.cli.fleet.RolloutCommand;
import io.keelson.cli.fleet.StatusCommand;
import io.keelson.cli.host.HostCommand;
import io.keelson.cli.image.ImageCommand;
import io.keelson.cli.options.Subcommands;
import io.keelson.cli.ostree.OstreeCommand;
import io.keelson.cli.ostree.OstreeMain;
import io.keelson.cli.progress.ProgressOptions;
import io.keelson.cli.quickstart.QuickstartCommand;
import io.keelson.cli.repo.RepoCommand;
import io.keelson.cli.treefile.TreefileCommand;
import io.keelson.release.Failures;
import io.keelson.release.Signals;
import java.time.Duration;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `keelson`, the command.
@Command(
        name = "keelson",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = "Turns a list of packages in git into machines that run.")
public final class Keelson {
    /// Enough to end programs in a sandbox and to remove its directory.
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final Failures FAILURES = new Failures("keelson", "interrupted");

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean debug;

    /// Commands find it by way of their specification ([ProgressOptions#of]).
    @SuppressWarnings("UnusedVariable")
    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    private Keelson() {}

    private static Subcommands subcommands(String... args) {
        return new Subcommands()
                .with("quickstart", QuickstartCommand::new)
                .with("compose", ComposeCommand::new)
                .with("resolve", ResolveCommand::new)
                .with("lock", LockCommand::new)
                .with("treefile", TreefileCommand::new)
                .with("image", ImageCommand::new)
                .with("repo", RepoCommand::new)
                .with("host", HostCommand::new)
                .with("deploy", DeployCommand::new)
                .with("rollback", RollbackCommand::new)
                .with("rollout", RolloutCommand::new)
                .with("status", StatusCommand::new)
                .with("exec", ExecCommand::new)
                .with("ostree", () -> new OstreeCommand().commandLine(args));
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
        if (args.length > 0 && args[0].equals("ostree")) {
            return OstreeMain.run(new OstreeCommand(), Arrays.copyOfRange(args, 1, args.length));
        }
        Keelson keelson = new Keelson();
        CommandLine line = new CommandLine(keelson);
        return subcommands(args)
                .addTo(line, args)
                .setExecutionExceptionHandler((failure, _, _) -> FAILURES.report(failure, keelson.debug))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                // words for hosts may begin with @
                .setExpandAtFiles(false)
                .execute(args);
    }
}
