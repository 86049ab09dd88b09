package io.keelson.cli.quickstart;

import io.keelson.cli.options.CacheOptions;
import io.keelson.cli.progress.ProgressOptions;
import io.keelson.compose.sandbox.UserNamespace;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keelson quickstart`.
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = "From a fresh machine to a booted image: install what is missing, compose the minimal image,"
                + " boot it in QEMU, and say what to try next.",
        footer = {"", "Exit status: 0 the image booted well (or was made, with --no-boot), 1 not so, 2 wrong usage."})
public final class QuickstartCommand implements Callable<Integer> {
    /// Where the launcher says that the source tree is.
    private static final String HOME = "keelson.home";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "keelson-quickstart",
            description = "Where the repository and the image go (default: ./${DEFAULT-VALUE}).")
    private Path directory = Path.of("keelson-quickstart");

    @Option(
            names = "--treefile",
            paramLabel = "FILE",
            description = "Compose this one (default: treefiles/deb/minimal.yaml of Keelson).")
    private @Nullable Path treefile;

    @Option(
            names = {"-y", "--yes"},
            description = "Install missing Debian packages without asking; needs root.")
    private boolean yes;

    @Option(names = "--no-boot", description = "Stop when the commit is made.")
    private boolean noBoot;

    @Mixin
    private CacheOptions cache = new CacheOptions();

    @Override
    public Integer call() throws InterruptedException, IOException {
        Path chosen = chosenTreefile();
        boolean root = UserNamespace.isRoot();
        List<Path> searched = Requirement.searchPath();
        List<Requirement> missing = Requirement.of(root, !noBoot).stream()
                .filter(need -> need.isMissing(searched))
                .toList();
        new Preparation(System.err, root, yes, terminal()).run(missing);
        Files.createDirectories(directory);
        Progress progress = ProgressOptions.of(Objects.requireNonNull(spec));
        boolean well = new Quickstart(chosen, directory, cache, progress, System.out).run(!noBoot);
        return well ? 0 : KeelsonException.FAILED;
    }

    private Path chosenTreefile() {
        if (treefile != null) {
            return treefile;
        }
        Path shipped = Path.of(System.getProperty(HOME, "."), "treefiles", "deb", "minimal.yaml");
        if (!Files.exists(shipped)) {
            throw KeelsonException.usage(shipped + " does not exist").withHint("name one with --treefile");
        }
        return shipped;
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again when nobody is there
    private static @Nullable Console terminal() {
        Console console = System.console();
        return console != null && console.isTerminal() ? console : null;
    }
}
