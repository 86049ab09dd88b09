package io.keelson.bootstrap.health;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.HostShell;
import io.keelson.bootstrap.host.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Looks at the host with its own programs, and leaves the network to another.
public final class HostProbe implements Probe {
    private static final int KEEP = 1 << 16;

    private final HostShell shell;
    private final Probe network;

    public HostProbe(HostShell shell, Probe network) {
        this.shell = shell;
        this.network = network;
    }

    @Override
    public Optional<String> fault(Check.What what, Duration timeout) throws InterruptedException {
        return switch (what) {
            case Check.What.Script script -> script(script, timeout);
            case Check.What.UnitActive unit -> unit(unit.unit(), timeout);
            case Check.What.NoFailedUnits units -> failedUnits(units.except(), timeout);
            case Check.What.Http _, Check.What.Tcp _, Check.What.Node _ -> network.fault(what, timeout);
        };
    }

    private Optional<String> script(Check.What.Script script, Duration timeout) throws InterruptedException {
        CommandResult result = run(timeout, script.argv());
        return result.ok() ? Optional.empty() : Optional.of(result.reason());
    }

    private Optional<String> unit(String unit, Duration timeout) throws InterruptedException {
        CommandResult result = run(timeout, List.of("systemctl", "is-active", "--", unit));
        return result.ok() ? Optional.empty() : Optional.of(unit + " is " + result.reason());
    }

    private Optional<String> failedUnits(List<String> except, Duration timeout) throws InterruptedException {
        CommandResult result =
                run(timeout, List.of("systemctl", "list-units", "--failed", "--plain", "--no-legend", "--full"));
        if (!result.ok()) {
            return Optional.of("cannot ask systemd for failed units: " + result.reason());
        }
        List<String> failed = result.stdout()
                .lines()
                .map(line -> line.strip().replaceFirst("\\s.*", ""))
                .filter(name -> !name.isEmpty() && !except.contains(name))
                .map(CommandResult::plain)
                .toList();
        return failed.isEmpty() ? Optional.empty() : Optional.of("failed: " + String.join(", ", failed));
    }

    private CommandResult run(Duration timeout, List<String> argv) throws InterruptedException {
        return shell.run(Invocation.of(argv).within(timeout).keeping(KEEP));
    }
}
