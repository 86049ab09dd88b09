package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The machine to boot in, and what to do there.
///
/// @param memoryMebibytes of the guest
/// @param cpus of the guest
/// @param timeout from power-on until the last command has ended
/// @param consoleLog where the console's output stays; when empty it goes with the temporary files
/// @param commands shell commands to run in the booted system, in their order
public record QemuOptions(
        int memoryMebibytes,
        int cpus,
        Duration timeout,
        Accelerator accelerator,
        Optional<Path> consoleLog,
        List<String> commands) {
    /// What suits a small host under TCG.
    public static final QemuOptions DEFAULT =
            new QemuOptions(1024, 2, Duration.ofMinutes(5), Accelerator.AUTO, Optional.empty(), List.of());

    private static final int LEAST_MEMORY = 128;

    public QemuOptions {
        commands = List.copyOf(commands);
        if (memoryMebibytes < LEAST_MEMORY) {
            throw KeelsonException.usage("a machine of " + memoryMebibytes + " MiB cannot boot: at least 128M");
        }
        if (cpus < 1) {
            throw KeelsonException.usage("a machine needs at least one processor, not " + cpus);
        }
        if (!timeout.isPositive()) {
            throw KeelsonException.usage("the timeout must be longer than nothing");
        }
    }

    /// The same with these commands.
    public QemuOptions run(String... shellCommands) {
        return new QemuOptions(memoryMebibytes, cpus, timeout, accelerator, consoleLog, List.of(shellCommands));
    }

    /// The same with another accelerator.
    public QemuOptions with(Accelerator other) {
        return new QemuOptions(memoryMebibytes, cpus, timeout, other, consoleLog, commands);
    }

    /// The same with another timeout.
    public QemuOptions within(Duration other) {
        return new QemuOptions(memoryMebibytes, cpus, other, accelerator, consoleLog, commands);
    }

    /// The same with a console log that stays.
    public QemuOptions log(Path console) {
        return new QemuOptions(memoryMebibytes, cpus, timeout, accelerator, Optional.of(console), commands);
    }
}
