package io.keelson.cli.ostree;

import io.keelson.cli.options.Subcommands;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// All commands on repositories.
@Command(
        name = "ostree",
        description = "Work with OSTree repositories, as upstream's ostree does",
        mixinStandardHelpOptions = true,
        version = "libostree:%n Version: '2022.7'%n Features:%n  - gpgme%n  - libarchive%n  - sign-ed25519")
public final class OstreeCommand implements Runnable, CommandGroup {
    @Option(
            names = "--repo",
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = "Path to OSTree repository (defaults to current directory or /sysroot/ostree/repo)")
    private @Nullable Path repo;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print debug information during command processing")
    private boolean verbose;

    @Spec
    private @Nullable CommandSpec spec;

    private static final int WIDTH = 120;

    private final PrintStream out;
    private final PrintStream err;

    /// Speaks to standard output and error.
    public OstreeCommand() {
        this(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    }

    /// Speaks to these, which are flushed after each command and never closed.
    public OstreeCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    private static Subcommands commands(String... words) {
        return new Subcommands()
                .with("init", InitCommand::new)
                .with("commit", CommitCommand::new)
                .with("checkout", CheckoutCommand::new)
                .with("export", ExportCommand::new)
                .with("reset", ResetCommand::new)
                .with("checksum", ChecksumCommand::new)
                .with("ls", LsCommand::new)
                .with("cat", CatCommand::new)
                .with("show", ShowCommand::new)
                .with("log", LogCommand::new)
                .with("rev-parse", RevParseCommand::new)
                .with("refs", RefsCommand::new)
                .with("diff", DiffCommand::new)
                .with("create-usb", CreateUsbCommand::new)
                .with("find-remotes", FindRemotesCommand::new)
                .with("pull-local", PullLocalCommand::new)
                .with("pull", PullCommand::new)
                .with("remote", () -> RemoteCommand.commandLine(words))
                .with("fsck", FsckCommand::new)
                .with("prune", PruneCommand::new)
                .with("summary", SummaryCommand::new)
                .with("config", ConfigCommand::new)
                .with("gpg-sign", GpgSignCommand::new)
                .with("sign", SignCommand::new)
                .with("static-delta", () -> StaticDeltaCommand.commandLine(words));
    }

    /// The command with those of its subcommands that may be meant.
    public CommandLine commandLine(String... arguments) {
        // Scripts put a second --repo behind one that a variable brings: the last one counts.
        CommandLine line =
                commands(arguments).addTo(new CommandLine(this), arguments).setOverwrittenOptionsAllowed(true);
        nameCommandLists(line, "");
        return line;
    }

    /// The names of all commands.
    static Set<String> names() {
        return commands().names();
    }

    /// Upstream's headings; scripts read the names below them, so that no description may be wrapped.
    private static void nameCommandLists(CommandLine line, String group) {
        line.getCommandSpec().usageMessage().width(WIDTH).commandListHeading("%nBuiltin " + group + "Commands:%n");
        for (CommandLine command : line.getSubcommands().values()) {
            nameCommandLists(command, "\"" + command.getCommandSpec().qualifiedName() + "\" ");
        }
    }

    /// Names are UTF-8 in every locale.
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    @Override
    public OstreeCommand ostree() {
        return this;
    }

    @Nullable
    Path repo() {
        return repo;
    }

    boolean verbose() {
        return verbose;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "No command specified");
        }
    }
}
