package io.keelson.bootstrap.rollout;

import io.keelson.bootstrap.host.RemoteShell;
import io.keelson.bootstrap.rollout.FakeHost.Kind;
import io.keelson.bootstrap.rollout.RolloutPlan.Source;
import io.keelson.bootstrap.rollout.RolloutPlan.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// Hosts in memory, `h0`, `h1` and so on, and how many of them are connected to at once.
final class FakeFleet implements Fleet {
    static final RolloutOptions QUICK = new RolloutOptions(
            new Share(2, false), 0, Duration.ZERO, 1, false, 8, Duration.ofMillis(500), Duration.ZERO);

    private final Map<String, FakeHost> hosts = new LinkedHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    static FakeFleet of(Kind... kinds) {
        FakeFleet fleet = new FakeFleet();
        for (Kind kind : kinds) {
            String name = "h" + fleet.hosts.size();
            fleet.hosts.put(name, new FakeHost(name, kind));
        }
        return fleet;
    }

    static RolloutOptions options(int wave, int canaries, int maxFailures) {
        return new RolloutOptions(
                new Share(wave, false),
                canaries,
                Duration.ZERO,
                maxFailures,
                false,
                QUICK.connections(),
                QUICK.deadline(),
                QUICK.poll());
    }

    RolloutPlan plan(String id, Order.Kind kind, RolloutOptions options) {
        Order order = new Order(kind, kind == Order.Kind.DEPLOY ? "fleet:x" : "", List.of());
        List<Target> targets = new ArrayList<>();
        hosts.keySet()
                .forEach(name ->
                        targets.add(new Target(name, "root@" + name + ":22", name, order.words(name, Map.of()))));
        return new RolloutPlan(
                id, Instant.EPOCH, "me@here", order, options, new Source("", ""), RolloutPlan.waves(targets, options));
    }

    FakeHost host(String name) {
        return Objects.requireNonNull(hosts.get(name));
    }

    int mostAtOnce() {
        return most.get();
    }

    @Override
    public RemoteShell open(String name) {
        RemoteShell shell = host(name).open();
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        return new Counted(shell, open::decrementAndGet);
    }

    private record Counted(RemoteShell shell, Runnable closed) implements RemoteShell {
        @Override
        public String name() {
            return shell.name();
        }

        @Override
        public io.keelson.bootstrap.host.CommandResult run(io.keelson.bootstrap.host.Invocation command)
                throws InterruptedException {
            return shell.run(command);
        }

        @Override
        public io.keelson.bootstrap.host.CommandResult run(
                io.keelson.bootstrap.host.Invocation command, java.io.InputStream input) throws InterruptedException {
            return shell.run(command, input);
        }

        @Override
        public java.util.Optional<byte[]> read(String path, int limit) throws InterruptedException {
            return shell.read(path, limit);
        }

        @Override
        public void write(String path, byte[] content, int mode) throws InterruptedException {
            shell.write(path, content, mode);
        }

        @Override
        public void close() {
            closed.run();
        }
    }
}
