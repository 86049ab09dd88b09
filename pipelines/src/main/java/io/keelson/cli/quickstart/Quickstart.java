package io.keelson.cli.quickstart;

import io.keelson.cli.options.CacheOptions;
import io.keelson.cli.options.Epoch;
import io.keelson.compose.Compose;
import io.keelson.compose.ComposeOptions;
import io.keelson.compose.ComposeResult;
import io.keelson.compose.LockUse;
import io.keelson.compose.image.BootReport;
import io.keelson.compose.image.BootableImage;
import io.keelson.compose.image.ImageRequest;
import io.keelson.compose.image.QemuBoot;
import io.keelson.compose.image.QemuOptions;
import io.keelson.compose.image.SysrootImage;
import io.keelson.compose.treefile.LoadOptions;
import io.keelson.compose.treefile.Treefile;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import io.keelson.wiring.Packages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/// The same steps that a person takes by hand: compose, make an image, boot it.
///
/// @param directory is there, and gets `repo`, `root.img` and `console.log`
record Quickstart(Path treefile, Path directory, CacheOptions cache, Progress progress, PrintStream out) {
    /// Makes the commit, and boots it if asked.
    ///
    /// @return whether the image booted well; true when it was not to boot
    boolean run(boolean boot) throws InterruptedException, IOException {
        Instant begun = Instant.now();
        Treefile loaded = Treefile.load(treefile, LoadOptions.host());
        loaded.notes().forEach(progress::note);
        ComposeResult result = compose(loaded);
        Digest commit = commit(result);
        String ref = loaded.ref().orElse(commit.hex());
        out.println();
        line("commit", commit.hex());
        line("ref", ref);
        line("packages", result.packages().size() + ", all in " + directory.resolve("repo"));
        line("composed", seconds(begun) + (result instanceof ComposeResult.Unchanged ? " (nothing changed)" : ""));
        boolean well = !boot || boot(ref);
        new NextSteps(treefile, directory, ref, boot).print(out);
        return well;
    }

    private ComposeResult compose(Treefile loaded) throws InterruptedException, IOException {
        Path kept = cache.directory();
        ComposeOptions options = new ComposeOptions(
                directory.resolve("repo").toAbsolutePath(),
                kept,
                kept.resolve("tmp"),
                null,
                new LockUse(treefile.resolveSibling("keelson.lock"), LockUse.Mode.STRICT),
                Map.of(),
                Epoch.now(),
                false,
                false,
                false,
                true,
                ComposeOptions.CACHE_DAYS,
                Runtime.getRuntime().availableProcessors());
        return new Compose(loaded, options, Packages.of(loaded, kept, cache.cacheOnly(), progress), progress).run();
    }

    private static Digest commit(ComposeResult result) {
        return switch (result) {
            case ComposeResult.Composed made -> made.commit();
            case ComposeResult.Unchanged same -> same.commit();
            case ComposeResult.Stopped _ -> throw new KeelsonException("the compose stopped before the commit");
        };
    }

    private boolean boot(String ref) throws IOException {
        Instant begun = Instant.now();
        Path work = directory.toAbsolutePath();
        BootableImage image = new SysrootImage(ImageRequest.of(directory.resolve("repo"), ref), progress)
                .build(work.resolve("root.img"), work);
        QemuOptions machine =
                QemuOptions.DEFAULT.log(work.resolve("console.log")).run("ostree admin status", "dpkg -l | tail -n 3");
        BootReport report = QemuBoot.run(image, machine, work, progress);
        report.commands()
                .forEach(ran ->
                        out.println("# " + ran.command() + "\n" + ran.output().stripTrailing()));
        line("image", image.disk().toString());
        line("boot", report.timings() + " (" + report.accelerator().name().toLowerCase(Locale.ROOT) + ")");
        line("booted", seconds(begun));
        line("result", report.verdict().message());
        return report.healthy();
    }

    private void line(String name, String value) {
        out.printf(Locale.ROOT, "%-9s %s%n", name, value);
    }

    private static String seconds(Instant begun) {
        return String.format(
                Locale.ROOT, "in %.1f s", Duration.between(begun, Instant.now()).toMillis() / 1000.0);
    }
}
