package io.keelson.compose.image;

import io.keelson.compose.image.BootEvent.CommandEnded;
import io.keelson.compose.image.BootEvent.CommandStarted;
import io.keelson.compose.image.BootEvent.InitrdReached;
import io.keelson.compose.image.BootEvent.JobsWaiting;
import io.keelson.compose.image.BootEvent.KernelStarted;
import io.keelson.compose.image.BootEvent.MultiUserReached;
import io.keelson.compose.image.BootEvent.ProbeDone;
import io.keelson.compose.image.BootEvent.RootReached;
import io.keelson.compose.image.BootEvent.Settled;
import io.keelson.compose.image.BootEvent.TimeTold;
import io.keelson.compose.image.BootEvent.Trouble;
import io.keelson.compose.image.BootEvent.TroubleKind;
import io.keelson.compose.image.BootEvent.UnitFailed;
import io.keelson.compose.image.Verdict.Broken;
import io.keelson.compose.image.Verdict.CommandFailed;
import io.keelson.compose.image.Verdict.Healthy;
import io.keelson.compose.image.Verdict.NotMultiUser;
import io.keelson.compose.image.Verdict.UnitsFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is known of a running boot. Takes events with their time, in seconds since power-on; knows no
/// files and no processes.
final class BootState {
    private static final String MAINTENANCE = "maintenance";
    private static final double MICROS = 1e6;

    private final List<String> commands;
    private final List<FailedUnit> failedUnits = new ArrayList<>();
    private final List<CommandResult> results = new ArrayList<>();
    private final Map<String, Long> times = new HashMap<>();
    private BootStage stage = BootStage.POWER_ON;
    private OptionalDouble kernel = OptionalDouble.empty();
    private List<String> jobs = List.of();
    private Optional<String> systemState = Optional.empty();
    private Optional<String> runningCommand = Optional.empty();
    private Optional<Trouble> trouble = Optional.empty();
    private boolean multiUser;
    private boolean done;

    BootState(List<String> commands) {
        this.commands = commands;
    }

    void accept(BootEvent event, double now) {
        switch (event) {
            case KernelStarted() -> reached(BootStage.KERNEL, now);
            case InitrdReached(double uptime) -> reached(BootStage.INITRAMFS, now - uptime);
            case RootReached(double uptime) -> reached(BootStage.USERSPACE, now - uptime);
            case JobsWaiting(List<String> waiting) -> jobs = waiting;
            case TimeTold(String name, long micros) -> times.put(name, micros);
            case UnitFailed(FailedUnit unit) -> failedUnits.add(unit);
            case MultiUserReached() -> multiUser = true;
            case Settled(String state) -> settled(state);
            case CommandStarted(int index) -> runningCommand = Optional.of(commands.get(index));
            case CommandEnded(int index, int status, String output) -> {
                results.add(new CommandResult(commands.get(index), status, output));
                runningCommand = Optional.empty();
            }
            case ProbeDone() -> done = true;
            case Trouble found -> trouble = trouble.or(() -> Optional.of(found));
        }
    }

    private void reached(BootStage next, double kernelStart) {
        stage = next.compareTo(stage) > 0 ? next : stage;
        // Every way to know when the kernel started is late by some delay, so the earliest is the best.
        kernel = OptionalDouble.of(Math.max(0, Math.min(kernel.orElse(kernelStart), kernelStart)));
    }

    private void settled(String state) {
        systemState = Optional.of(state);
        jobs = List.of();
        if (!state.equals(MAINTENANCE)) {
            stage = BootStage.UP;
        }
    }

    BootStage stage() {
        return stage;
    }

    /// The probe has said everything: nothing more will come.
    boolean done() {
        return done;
    }

    boolean inTrouble() {
        return trouble.isPresent();
    }

    List<FailedUnit> failedUnits() {
        return List.copyOf(failedUnits);
    }

    List<CommandResult> results() {
        return List.copyOf(results);
    }

    Timings timings() {
        return new Timings(
                kernel,
                after("InitRDTimestampMonotonic"),
                after("UserspaceTimestampMonotonic"),
                after("FinishTimestampMonotonic"));
    }

    private OptionalDouble after(String name) {
        long micros = times.getOrDefault(name, 0L);
        return micros > 0 && kernel.isPresent()
                ? OptionalDouble.of(kernel.getAsDouble() + micros / MICROS)
                : OptionalDouble.empty();
    }

    /// The verdict when nothing more is to come.
    ///
    /// @param ending why nothing more comes, when the probe has not said everything
    Verdict verdict(String ending, List<String> console) {
        Optional<Broken> broken = trouble.map(found -> broken(found.kind(), console));
        if (broken.isPresent()) {
            return broken.get();
        }
        if (done && systemState.filter(MAINTENANCE::equals).isPresent()) {
            return broken(TroubleKind.EMERGENCY, console);
        }
        return done ? judge() : new Broken(ending, stage, details(), console);
    }

    private Broken broken(TroubleKind kind, List<String> console) {
        return new Broken(kind.words(), stage, details(), console);
    }

    private List<String> details() {
        List<String> details = new ArrayList<>();
        runningCommand.ifPresent(command -> details.add("still running: " + command));
        failedUnits.forEach(unit -> details.add("failed unit: " + unit.name()));
        jobs.forEach(job -> details.add("systemd waits for: " + job));
        return details;
    }

    private Verdict judge() {
        if (!failedUnits.isEmpty()) {
            return new UnitsFailed(failedUnits.stream().map(FailedUnit::name).toList());
        }
        if (!multiUser) {
            return new NotMultiUser(systemState.orElse("unknown"));
        }
        return results.stream()
                .filter(result -> result.status() != 0)
                .findFirst()
                .<Verdict>map(CommandFailed::new)
                .orElseGet(Healthy::new);
    }
}
