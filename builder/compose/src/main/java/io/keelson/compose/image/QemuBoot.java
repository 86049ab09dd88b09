package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Boots an image in QEMU and watches how that goes. The image is not written to.
public final class QemuBoot {
    private static final Duration PAUSE = Duration.ofMillis(50);
    /// After a panic or the like: time for the lines that explain it, and for the probe to name the unit.
    private static final double AFTERMATH_SECONDS = 30;
    private static final double NANOS = 1e9;

    private final Workspace work;
    private final QemuOptions options;
    private final BootState state;
    private final ConsoleTail tail = new ConsoleTail();
    private final ProbeReader probeReader = new ProbeReader();
    private final long powerOn = System.nanoTime();
    private double deadline;

    private QemuBoot(Workspace work, QemuOptions options) {
        this.work = work;
        this.options = options;
        this.state = new BootState(options.commands());
        this.deadline = options.timeout().toMillis() / 1e3;
    }

    /// Boots `image`, runs the commands of `options` in it and ends it. Takes at most the timeout.
    ///
    /// @param workdir existing directory for temporary files: the initramfs and what the guest writes
    /// @return what was seen; a boot that fails is a report too
    /// @throws KeelsonException when QEMU is missing or does not start
    public static BootReport run(BootableImage image, QemuOptions options, Path workdir, Progress progress) {
        try (Workspace work = Workspace.create(workdir, false)) {
            Accelerator accelerator = options.accelerator().resolve(new Programs(work, false, Map.of()));
            try (Progress.Task task = progress.begin("boot in QEMU (" + accelerator + ")")) {
                return new QemuBoot(work, options).boot(new QemuArguments(image, options, accelerator), task);
            }
        } catch (IOException e) {
            throw new KeelsonException("cannot boot " + image.disk() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelsonException("the boot of " + image.disk() + " was interrupted", e);
        }
    }

    private BootReport boot(QemuArguments arguments, Progress.Task task) throws IOException, InterruptedException {
        Path initramfs = work.directory().resolve("initramfs");
        ProbeArchive.write(arguments.image().initramfs(), options.commands(), initramfs);
        Path console = empty(options.consoleLog().orElse(work.directory().resolve("console")));
        Path probe = empty(work.directory().resolve("probe"));
        Process qemu = start(arguments.list(initramfs, console, probe));
        Verdict verdict;
        try (LineFollower consoleLines = new LineFollower(console);
                LineFollower probeLines = new LineFollower(probe)) {
            watch(qemu, consoleLines, probeLines, task);
            tail.add(ConsoleReader.plain(consoleLines.rest()));
            verdict = state.verdict(ending(qemu), tail.lines());
        } finally {
            qemu.destroyForcibly().waitFor();
        }
        task.detail(verdict.message().lines().findFirst().orElse(""));
        return new BootReport(verdict, arguments.accelerator(), state.timings(), state.failedUnits(), state.results());
    }

    private Process start(List<String> arguments) throws IOException {
        // Should this JVM be killed, the machine ends with it.
        List<String> command = new ArrayList<>(List.of(Tool.locate("setpriv"), "--pdeathsig", "KILL", "--"));
        command.add(Tool.locate("qemu-system-x86_64"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(messages().toFile());
        builder.environment().put("TMPDIR", work.directory().toString());
        return work.start(builder);
    }

    private void watch(Process qemu, LineFollower console, LineFollower probe, Progress.Task task)
            throws IOException, InterruptedException {
        while (now() < deadline && !state.done()) {
            boolean alive = qemu.isAlive();
            BootStage before = state.stage();
            takeConsole(console.lines());
            probe.lines().stream()
                    .map(ConsoleReader::plain)
                    .map(probeReader::read)
                    .forEach(this::takeAll);
            if (state.stage() != before) {
                task.detail(state.stage().words());
            }
            if (!alive) {
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    private void takeConsole(List<String> lines) {
        for (String line : lines.stream().map(ConsoleReader::plain).toList()) {
            boolean before = state.inTrouble();
            ConsoleReader.read(line).ifPresent(event -> state.accept(event, now()));
            if (!ConsoleReader.toldTwice(line)) {
                tail.add(line);
            }
            if (state.inTrouble() && !before) {
                tail.mark();
                deadline = Math.min(deadline, now() + AFTERMATH_SECONDS);
            }
        }
    }

    private void takeAll(List<BootEvent> events) {
        events.forEach(event -> state.accept(event, now()));
    }

    /// Why the watch ended, for a boot that did not come to its end.
    private String ending(Process qemu) throws IOException {
        if (qemu.isAlive()) {
            return "not done within " + options.timeout().toSeconds() + " s";
        }
        if (qemu.exitValue() == 0) {
            return "the machine switched itself off or restarted";
        }
        String said = Files.readString(messages()).strip();
        if (state.stage() == BootStage.POWER_ON) {
            throw new KeelsonException("QEMU ended with status " + qemu.exitValue() + ": " + said);
        }
        return "QEMU ended with status " + qemu.exitValue() + ": " + said;
    }

    private Path messages() {
        return work.directory().resolve("qemu-messages");
    }

    private static Path empty(Path file) throws IOException {
        return Files.write(file, new byte[0]);
    }

    private double now() {
        return (System.nanoTime() - powerOn) / NANOS;
    }
}
