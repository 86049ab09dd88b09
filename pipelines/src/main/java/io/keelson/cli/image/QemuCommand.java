package io.keelson.cli.image;

import io.keelson.cli.progress.ProgressOptions;
import io.keelson.compose.image.Accelerator;
import io.keelson.compose.image.BootReport;
import io.keelson.compose.image.BootableImage;
import io.keelson.compose.image.ImageRequest;
import io.keelson.compose.image.QemuBoot;
import io.keelson.compose.image.QemuOptions;
import io.keelson.compose.image.SysrootImage;
import io.keelson.compose.image.Workspace;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keelson image qemu`: makes a root file system image of a commit and boots it in QEMU.
@Command(
        name = "qemu",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Boot a commit in QEMU and tell how that went.",
            "Makes a root file system image of REF, starts its kernel directly and waits until the system is up."
                    + " Nothing is added to the image, and the boot does not change it."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:multi-user was reached in time, no unit failed, every --run command ended with 0",
            "1:it was not so, or the image could not be made",
            "2:wrong usage"
        })
public final class QemuCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ImageOptions image = new ImageOptions();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Keep the image as FILE, with FILE.vmlinuz, FILE.initramfs and FILE.cmdline beside it."
                    + " Default: removed after the boot.")
    private @Nullable Path output;

    @Option(
            names = "--workdir",
            paramLabel = "DIR",
            description = "Existing directory for temporary files. Default: beside the output, else /var/tmp.")
    private @Nullable Path workdir;

    @Option(names = "--no-boot", description = "Only make the image; needs --output.")
    private boolean imageOnly;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "1G",
            converter = Quantities.SizeConverter.class,
            description = "Memory of the machine. Default: ${DEFAULT-VALUE}.")
    private Quantities.Size memory = Quantities.Size.parse("1G");

    @Option(names = "--cpus", defaultValue = "2", description = "Its processors. Default: ${DEFAULT-VALUE}.")
    private int cpus;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = Quantities.TimeConverter.class,
            description = "Longest time from power-on to the end of the last command. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(5);

    @Option(
            names = "--accel",
            paramLabel = "auto|kvm|tcg",
            defaultValue = "auto",
            converter = Quantities.AcceleratorConverter.class,
            description = "What runs the guest. Default: kvm where it works, else tcg.")
    private Accelerator accelerator = Accelerator.AUTO;

    @Option(
            names = "--run",
            paramLabel = "CMD",
            description = "Shell command to run in the booted system as root; may be repeated.")
    private List<String> commands = new ArrayList<>();

    @Option(names = "--console-log", paramLabel = "FILE", description = "Keep the console's output as FILE.")
    private @Nullable Path consoleLog;

    @Option(names = "--keep", description = "Keep the image and the console log also without --output.")
    private boolean keep;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (imageOnly && output == null) {
            throw KeelsonException.usage("--no-boot without --output would leave nothing: give --output FILE");
        }
        // These check themselves, so that a mistake shows before minutes of work.
        ImageRequest request = image.request();
        QemuOptions options = new QemuOptions(
                memory.mebibytes(), cpus, timeout, accelerator, Optional.ofNullable(consoleLog), commands);
        if (output != null) {
            return work(request, options, output, temporary());
        }
        try (Workspace own = Workspace.create(temporary(), keep)) {
            QemuOptions logging =
                    consoleLog == null ? options.log(own.directory().resolve("console.log")) : options;
            return work(request, logging, own.directory().resolve("root.img"), own.directory());
        }
    }

    private int work(ImageRequest request, QemuOptions options, Path disk, Path temporary) {
        Progress progress = ProgressOptions.of(Objects.requireNonNull(spec));
        BootableImage made = new SysrootImage(request, progress).build(disk, temporary);
        Optional<BootReport> report =
                imageOnly ? Optional.empty() : Optional.of(QemuBoot.run(made, options, temporary, progress));
        boolean stays = keep || output != null;
        out().print(json ? ReportJson.of(made, stays, report) : ReportText.of(made, stays, report));
        out().flush();
        Optional<BootReport> bad = report.filter(shown -> !shown.healthy());
        bad.ifPresent(shown -> err().println("keelson: " + shown.verdict().message()));
        err().flush();
        return bad.isPresent() ? KeelsonException.FAILED : 0;
    }

    private Path temporary() {
        Path parent =
                output == null ? Path.of("/var/tmp") : output.toAbsolutePath().getParent();
        Path chosen = workdir != null || parent == null ? workdir : parent;
        if (chosen == null || !Files.isDirectory(chosen)) {
            throw KeelsonException.usage("the directory " + chosen + " does not exist");
        }
        return chosen;
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
