package io.keelson.cli;

import io.keelson.cli.options.CacheOptions;
import io.keelson.cli.progress.ProgressOptions;
import io.keelson.compose.PackagePlan;
import io.keelson.compose.treefile.LoadOptions;
import io.keelson.compose.treefile.Treefile;
import io.keelson.packages.LockedPackage;
import io.keelson.packages.Resolution;
import io.keelson.packages.Selected;
import io.keelson.release.Progress;
import io.keelson.wiring.Packages;
import java.nio.file.Path;
import java.util.Comparator;
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

/// `keelson resolve`.
@Command(
        name = "resolve",
        mixinStandardHelpOptions = true,
        description = "Say which packages a treefile gives and why each is there; downloads no package.")
final class ResolveCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "TREEFILE", description = "The treefile.")
    private Path treefile = Path.of("");

    @Mixin
    private CacheOptions cache = new CacheOptions();

    @Mixin
    private LockOptions lock = new LockOptions();

    @Option(names = "--json", description = "Print in the form of the lockfile, with reasons.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = json ? Progress.SILENT : ProgressOptions.of(Objects.requireNonNull(spec));
        Treefile loaded = Treefile.load(treefile, LoadOptions.host());
        PackagePlan plan =
                new PackagePlan(loaded, Packages.of(loaded, cache.directory(), cache.cacheOnly(), progress), progress);
        Resolution resolution = plan.resolve(lock.of(treefile));
        if (json) {
            System.out.print(resolution.toJson(plan.asked()));
        } else {
            print(resolution.packages());
        }
        return 0;
    }

    private static void print(List<Selected> packages) {
        List<Selected> sorted =
                packages.stream().sorted(Comparator.comparing(Selected::pkg)).toList();
        for (Selected selected : sorted) {
            LockedPackage locked = selected.pkg();
            System.out.println(locked.name() + " " + locked.version() + " " + locked.arch() + "  ("
                    + selected.reason().text() + ")");
        }
        long bytes =
                packages.stream().mapToLong(selected -> selected.pkg().size()).sum();
        System.out.println(packages.size() + " packages, " + bytes / 1_000_000 + " MB to download");
    }
}
