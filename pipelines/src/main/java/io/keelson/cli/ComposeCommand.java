package io.keelson.cli;

import io.keelson.cli.options.CacheOptions;
import io.keelson.cli.options.Epoch;
import io.keelson.cli.progress.ProgressOptions;
import io.keelson.compose.Compose;
import io.keelson.compose.ComposeOptions;
import io.keelson.compose.ComposeResult;
import io.keelson.compose.treefile.LoadOptions;
import io.keelson.compose.treefile.Treefile;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import io.keelson.wiring.Packages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keelson compose`.
@Command(
        name = "compose",
        mixinStandardHelpOptions = true,
        description = "Compose an OSTree commit from a treefile.",
        footer = {
            "",
            "With SOURCE_DATE_EPOCH set and a lockfile, the same input gives the same commit checksum.",
            "Exit status: 0 done, 1 failed, 2 wrong input, 77 nothing changed (with --unchanged-exit-77)."
        })
final class ComposeCommand implements Callable<Integer> {
    private static final int UNCHANGED = 77;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "TREEFILE",
            description = "The treefile: YAML, or JSON when it does not end in .yaml or .yml.")
    private Path treefile = Path.of("");

    @Option(
            names = {"-r", "--repo"},
            paramLabel = "DIR",
            description = "The OSTree repository, \"repo\" here by default; made in archive mode when it is not there.")
    private Path repo = Path.of("repo");

    @Mixin
    private CacheOptions cache = new CacheOptions();

    @Mixin
    private LockOptions lock = new LockOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--workdir",
            paramLabel = "DIR",
            description = "Make the sandbox here (default: in the cache, where it can share files).")
    private @Nullable Path workdir;

    @Option(
            names = "--previous-commit",
            paramLabel = "REV",
            description = "Compare with this commit instead of the one the ref points at.")
    private @Nullable String previous;

    @Option(
            names = "--add-metadata-string",
            paramLabel = "KEY=VALUE",
            description = "Add to the commit's metadata; may be repeated.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Option(names = "--force-nocache", description = "Compose although nothing changed.")
    private boolean forceNoCache;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Only say which packages would be installed.")
    private boolean dryRun;

    @Option(names = "--download-only", description = "Stop when all packages are in the cache.")
    private boolean downloadOnly;

    @Option(names = "--unchanged-exit-77", description = "Exit with status 77 when nothing changed.")
    private boolean unchangedExit77;

    @Option(names = "--disable-fsync", description = "Do not wait for the disk when the commit is written.")
    private boolean disableFsync;

    @Option(
            names = "--cache-days",
            paramLabel = "DAYS",
            defaultValue = "" + ComposeOptions.CACHE_DAYS,
            description = "At the end remove from the cache what no compose has used for so many days"
                    + " (default: ${DEFAULT-VALUE}); 0 keeps everything.")
    private int cacheDays = ComposeOptions.CACHE_DAYS;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Progress progress = ProgressOptions.of(Objects.requireNonNull(spec));
        Treefile loaded = Treefile.load(treefile, LoadOptions.host());
        loaded.notes().forEach(progress::note);
        Path directory = cache.directory();
        ComposeOptions options = new ComposeOptions(
                repo.toAbsolutePath(),
                directory,
                workdir == null ? directory.resolve("tmp") : workdir.toAbsolutePath(),
                previous,
                lock.of(treefile),
                metadata,
                Epoch.now(),
                forceNoCache,
                dryRun,
                downloadOnly,
                !disableFsync,
                cacheDays(),
                Runtime.getRuntime().availableProcessors());
        ComposeResult result = new Compose(
                        loaded, options, Packages.of(loaded, directory, cache.cacheOnly(), progress), progress)
                .run();
        output.print(result);
        return result instanceof ComposeResult.Unchanged && unchangedExit77 ? UNCHANGED : 0;
    }

    private int cacheDays() {
        if (cacheDays < 0 || cacheDays > 36500) {
            throw KeelsonException.usage("--cache-days " + cacheDays + " is not a number of days from 0 to 36500");
        }
        return cacheDays;
    }
}
