package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.HostShell;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.History;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.bootstrap.host.state.Rejections;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// Does what a plan says, step by step.
public final class Run {
    /// Copies of kernels, /etc and hard links, on a slow disk.
    private static final Duration DEPLOY = Duration.ofMinutes(15);

    private static final String BOOT_MENU = "usr/libexec/keelson/boot-menu";
    private static final DateTimeFormatter CALENDAR = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final HostShell shell;
    private final HostPaths paths;
    private final Progress progress;

    public Run(HostShell shell, HostPaths paths, Progress progress) {
        this.shell = shell;
        this.paths = paths;
        this.progress = progress;
    }

    /// Does all of it.
    ///
    /// @throws KeelsonException when a step fails; those before it stay done, and the same command continues
    public void all(DeployPlan plan) throws InterruptedException {
        for (Step step : plan.steps()) {
            if (!step.isNews()) {
                one(step);
                continue;
            }
            try (Progress.Task _ = progress.begin(step.words())) {
                one(step);
            }
        }
    }

    private void one(Step step) throws InterruptedException {
        switch (step) {
            case Step.Download download -> {
                if (!download.done()) {
                    new Fetch(shell, paths).content(download.remote(), download.commit());
                }
            }
            case Step.Examine examine -> examine(examine);
            case Step.CompareEtc compare ->
                progress.note(EtcDiff.of(shell, paths, compare.current(), compare.commit())
                        .brief());
            case Step.Ask ask ->
                write(paths.state().resolve("request.json"), ask.request().describe() + "\n");
            case Step.Stage stage -> stage(stage);
            case Step.Unstage _ -> ostree("undeploy", "0");
            case Step.MakeDefault next -> makeDefault(next);
            case Step.Reject reject -> write(Rejections.of(paths).file(reject.commit()), reject.reason() + "\n");
            case Step.Forgive forgive -> delete(Rejections.of(paths).file(forgive.commit()));
            case Step.Pin pin -> pin(pin);
            case Step.Clean _ -> ostree("cleanup");
            case Step.Note note -> note(note);
            case Step.Reboot _ ->
                shell.run(Invocation.of("systemctl", "reboot")).orFail("cannot restart the host");
            case Step.RebootAt at -> rebootAt(at);
        }
    }

    private void examine(Step.Examine step) {
        BootFiles files = BootCheck.of(new CommitTree(paths, step.commit()), step.name());
        Room.checkRoot(paths);
        if (!isInBoot(files, step.current())) {
            Room.checkBoot(paths, files.bytes());
        }
    }

    /// Those of what runs are there already.
    private boolean isInBoot(BootFiles files, String current) {
        try {
            return files.isSame(BootFiles.of(new CommitTree(paths, current), current));
        } catch (KeelsonException e) {
            return false; // what runs is not what is checked here
        }
    }

    private void stage(Step.Stage step) throws InterruptedException {
        Path origin = paths.state().resolve("origin");
        write(origin, origin(step));
        List<String> options = new ArrayList<>(List.of("--os=" + step.os(), "--origin-file=" + origin));
        if (paths.isThisMachine()) {
            options.add("--stage"); // a disk of another machine has no shutdown to wait for
        }
        options.addAll(step.kargs());
        options.add(step.commit());
        ostree("deploy", options.toArray(String[]::new));
        delete(origin);
    }

    private static String origin(Step.Stage step) {
        return "[origin]\nrefspec=" + step.refspec() + "\n"
                + (step.fixed() ? "override-commit=" + step.commit() + "\n" : "");
    }

    /// Makes sure that what is to start next is all there.
    public static void checkBootFiles(HostPaths paths, Deployed deployment) {
        List<Path> needed = new ArrayList<>();
        deployment.bootFiles().forEach(file -> needed.add(paths.at(file)));
        needed.add(paths.deployments(deployment.id().os())
                .resolve(deployment.id().directory())
                .resolve("usr"));
        for (Path file : needed) {
            if (!Files.exists(file) || file.toFile().length() == 0) {
                throw new KeelsonException(deployment.name() + " cannot start: " + file + " is missing or empty")
                        .withHint("deploy it anew: keelson-host deploy " + deployment.commit());
            }
        }
    }

    private void makeDefault(Step.MakeDefault step) throws InterruptedException {
        String program = paths.at(BOOT_MENU).toString();
        shell.run(Invocation.of(program, "default", step.id().toString()).within(DEPLOY))
                .orFail("cannot make " + step.name() + " what starts next");
    }

    private void pin(Step.Pin step) throws InterruptedException {
        String index = String.valueOf(step.deployment().index());
        if (step.pinned()) {
            ostree("pin", index);
        } else {
            ostree("pin", "--unpin", index);
        }
    }

    private void ostree(String command, String... words) throws InterruptedException {
        CommandResult result =
                shell.run(Invocation.of(paths.admin(command, words)).within(DEPLOY));
        if (!result.ok()) {
            throw new KeelsonException("ostree admin " + command + " failed: " + result.reason())
                    .withHint("what is deployed is as it was; keelson-host status shows it");
        }
    }

    private void note(Step.Note step) throws InterruptedException {
        History.of(paths).append(step.event());
        if (paths.isThisMachine()) {
            String reason = step.event().reason();
            String words = step.event().event() + " " + step.event().commit() + (reason == null ? "" : ": " + reason);
            // The journal is a copy for people; the history is what counts.
            CommandResult _ = shell.run(Invocation.of("logger", "-t", "keelson", words));
        }
    }

    private void rebootAt(Step.RebootAt step) throws InterruptedException {
        shell.run(Invocation.of("systemctl", "stop", "keelson-reboot.timer")); // an earlier wish
        shell.run(Invocation.of(
                        "systemd-run",
                        "--unit=keelson-reboot",
                        "--on-calendar=" + CALENDAR.format(step.time()),
                        "systemctl",
                        "reboot"))
                .orFail("cannot have the host restart at " + step.time());
    }

    private void write(Path file, String text) throws InterruptedException {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new KeelsonException("cannot make the directory of " + file + ": " + e.getMessage(), e);
        }
        shell.write(file.toString(), text.getBytes(StandardCharsets.UTF_8), 0644);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new KeelsonException("cannot remove " + file + ": " + e.getMessage(), e);
        }
    }
}
