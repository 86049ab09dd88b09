package io.keelson.bootstrap.rollout;

import io.keelson.bootstrap.rollout.RolloutPlan.Target;
import io.keelson.bootstrap.rollout.RolloutPlan.Wave;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Does a plan, wave by wave; the hosts of a wave each in a virtual thread.
public final class Rollout {
    private final RolloutPlan plan;
    private final RunRecord record;
    private final RolloutView view;
    private final HostRun.Ports ports;
    private final AtomicInteger bad = new AtomicInteger();

    /// @param run where it is written down; what is there already is not done again
    public Rollout(RolloutPlan plan, RunDirectory.Held run, Fleet fleet, Nodes nodes, RolloutView view) {
        this.plan = plan;
        this.view = view;
        this.record = run.record(view);
        this.ports = new HostRun.Ports(new Connections(fleet, plan.options().connections()), nodes, record);
    }

    /// How all hosts ended, in the plan's order.
    ///
    /// @param stopped whether hosts are left that nobody touched because others went bad
    public record Summary(List<HostProgress> hosts, boolean stopped) {
        /// Whether every host runs what was wanted.
        public boolean ok() {
            return hosts.stream()
                    .allMatch(host -> host.phase().isFinal() && !host.phase().isBad());
        }
    }

    /// Ends when all hosts have, or when too many went bad.
    ///
    /// @throws KeelsonException when the run can no longer be written down
    public Summary run() throws InterruptedException {
        for (Wave wave : plan.waves()) {
            if (stopped()) {
                break;
            }
            wave(wave);
        }
        List<HostProgress> hosts =
                plan.targets().map(target -> record.of(target.host())).toList();
        boolean open = hosts.stream().anyMatch(host -> !host.phase().isFinal());
        return new Summary(hosts, open);
    }

    private boolean stopped() {
        return bad.get() >= plan.options().maxFailures();
    }

    private void wave(Wave wave) throws InterruptedException {
        List<Target> open = wave.targets().stream()
                .filter(target -> !record.of(target.host()).phase().isFinal())
                .toList();
        if (!open.isEmpty()) {
            view.wave(wave, plan.waves().size());
            each(open, target -> {
                HostProgress end = new HostRun(plan, target, record.of(target.host()), ports, this::stopped).run();
                if (end.phase().isBad()) {
                    bad.incrementAndGet();
                }
            });
        }
        if (!stopped() && !record.isSoaked(wave)) {
            soak(wave);
        }
    }

    private void soak(Wave wave) throws InterruptedException {
        if (!plan.options().soak().isZero()) {
            view.note("wave " + wave.number() + " is left alone for "
                    + plan.options().soak().toSeconds() + " s");
            Thread.sleep(plan.options().soak());
            each(wave.targets(), this::lookAgain);
        }
        record.soaked(wave);
    }

    private void lookAgain(Target target) throws InterruptedException {
        HostProgress progress = record.of(target.host());
        if (progress.phase() != Phase.CONFIRMED) {
            return;
        }
        Optional<Judgement.End> end;
        try {
            end = Judgement.afterSoak(progress, ports.connections().with(target.host(), HostControl::status));
        } catch (KeelsonException e) {
            end = Optional.of(Judgement.End.of(Phase.UNHEALTHY, "after the soak time: " + e.getMessage()));
        }
        end.ifPresent(judged -> {
            record.enter(progress, judged.phase(), judged.details());
            bad.incrementAndGet();
        });
    }

    private interface Work {
        void on(Target target) throws InterruptedException;
    }

    private static void each(List<Target> targets, Work work) throws InterruptedException {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (Target target : targets) {
            tasks.add(() -> {
                work.on(target);
                return true;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KeelsonException known
                    ? known
                    : new IllegalStateException("a host's run ended unexpectedly", e.getCause());
        }
    }
}
