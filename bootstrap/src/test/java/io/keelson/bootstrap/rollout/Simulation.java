package io.keelson.bootstrap.rollout;

import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.inventory.Inventory;
import io.keelson.bootstrap.inventory.Surroundings;
import io.keelson.bootstrap.rollout.FakeHost.Kind;
import io.keelson.bootstrap.rollout.RolloutPlan.Source;
import io.keelson.bootstrap.rollout.RolloutPlan.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A rollout over many hosts in memory: the inventory is read, the plan is made, and the engine does it with its record
/// on disk. One host in twenty fails.
final class Simulation {
    private static final List<Kind> FAILING =
            List.of(Kind.REJECTS, Kind.NO_SPACE, Kind.WRONG_SIGNATURE, Kind.GONE, Kind.GARBAGE, Kind.INTERRUPTED);

    private final int hosts;
    private final Path directory;

    Simulation(int hosts, Path directory) {
        this.hosts = hosts;
        this.directory = directory;
    }

    /// What it took.
    record Took(Duration planned, Duration done, Map<Phase, Long> ends, long touchedTwice) {}

    /// Prints what it took.
    ///
    /// @param args the number of hosts
    public static void main(String[] args) throws IOException, InterruptedException {
        int hosts = Integer.parseInt(args[0]);
        Took took = new Simulation(hosts, Files.createTempDirectory("keelson-simulation")).run();
        System.out.printf(
                Locale.ROOT,
                "%d hosts: inventory and plan in %.2f s, simulated in %.1f s; peak memory %s%n%s%n%d touched twice%n",
                hosts,
                took.planned().toMillis() / 1000.0,
                took.done().toMillis() / 1000.0,
                peakMemory(),
                took.ends(),
                took.touchedTwice());
        System.exit(took.touchedTwice() == 0 ? 0 : 1);
    }

    static Kind kind(int host) {
        return host % 20 == 7 ? FAILING.get(host / 20 % FAILING.size()) : Kind.GOOD;
    }

    Took run() throws IOException, InterruptedException {
        Kind[] kinds = IntStream.range(0, hosts).mapToObj(Simulation::kind).toArray(Kind[]::new);
        FakeFleet fleet = FakeFleet.of(kinds);
        long start = System.nanoTime();
        RolloutPlan plan = plan();
        int lines = plan.lines().size();
        long planned = System.nanoTime();
        Rollout.Summary summary;
        try (RunDirectory.Held run = new RunDirectory(directory.resolve("runs")).create(plan)) {
            summary = new Rollout(plan, run, fleet, Nodes.NONE, RolloutView.NONE).run();
        }
        long done = System.nanoTime();
        long twice = IntStream.range(0, hosts)
                .mapToObj(i -> fleet.host("h" + i))
                .filter(host -> host.stagings > 1 || host.reboots > 1)
                .count();
        return new Took(
                Duration.ofNanos(lines > 0 ? planned - start : 0),
                Duration.ofNanos(done - planned),
                summary.hosts().stream().collect(Collectors.groupingBy(HostProgress::phase, Collectors.counting())),
                twice);
    }

    private RolloutPlan plan() throws IOException {
        Path file = Files.writeString(directory.resolve("inventory.yaml"), """
                defaults: {user: ops, vars: {channel: stable}}
                hosts:
                  "h[0:%d]": {}
                groups:
                  even: {hosts: ["h[0:%d:2]"], vars: {channel: beta}}
                """.formatted(hosts - 1, hosts - 1));
        Inventory inventory =
                Inventory.load(Optional.of(file), Optional.empty(), new Surroundings(directory, "me", Map.of()));
        Order order = new Order(Order.Kind.DEPLOY, "fleet:{channel}", List.of());
        List<Host> chosen = inventory.select("all");
        List<Target> targets = chosen.stream()
                .map(host -> new Target(
                        host.name(), host.destination(), host.node(), order.words(host.name(), host.variables())))
                .toList();
        RolloutOptions options = new RolloutOptions(
                new Share(10, true), 10, Duration.ZERO, hosts, false, 64, Duration.ofSeconds(30), Duration.ofMillis(1));
        return new RolloutPlan(
                "simulation",
                Instant.now(),
                "me",
                order,
                options,
                new Source(file.toString(), ""),
                RolloutPlan.waves(targets, options));
    }

    private static String peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .map(kilobytes -> Long.parseLong(kilobytes) / 1024 + " MB")
                .findFirst()
                .orElse("unknown");
    }
}
