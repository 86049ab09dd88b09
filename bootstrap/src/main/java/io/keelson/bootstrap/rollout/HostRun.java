package io.keelson.bootstrap.rollout;

import io.keelson.bootstrap.rollout.HostControl.Refused;
import io.keelson.bootstrap.rollout.RolloutPlan.Target;
import io.keelson.release.KeelsonException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One host from where it is to its end. Every method does one step and writes down where that led; a run that was
/// killed finds the step before which it was, and asks the host what came of it.
final class HostRun {
    /// The host is asked again when the connection broke while it took the request.
    private static final int TRIES = 5;

    private final RolloutPlan plan;
    private final Target target;
    private final Ports ports;
    private final BooleanSupplier stopped;
    private final Draining draining;
    private HostProgress progress;
    private int tries;

    /// What a run works with.
    record Ports(Connections connections, Nodes nodes, RunRecord record) {}

    /// @param stopped whether no further host may restart
    HostRun(RolloutPlan plan, Target target, HostProgress progress, Ports ports, BooleanSupplier stopped) {
        this.plan = plan;
        this.target = target;
        this.progress = progress;
        this.ports = ports;
        this.stopped = stopped;
        this.draining = new Draining(ports.nodes(), target.node());
    }

    /// Ends in a final phase, or before the restart when the rollout was stopped.
    HostProgress run() throws InterruptedException {
        while (!progress.phase().isFinal()) {
            if (stopped.getAsBoolean() && progress.phase().compareTo(Phase.REBOOTING) < 0) {
                return progress;
            }
            try {
                step();
            } catch (Refused e) {
                fail(e.why());
            } catch (KeelsonException e) {
                trouble(e);
            }
        }
        return progress;
    }

    private void step() throws InterruptedException {
        switch (progress.phase()) {
            case PENDING -> check();
            case CHECKED -> {
                enter(Phase.STAGING, Map.of());
                stage();
            }
            case STAGING -> stageAgain();
            case STAGED -> {
                if (plan.options().drain()) {
                    cordon();
                } else {
                    reboot();
                }
            }
            case CORDONING -> drain();
            case DRAINED -> reboot();
            case REBOOTING -> rebootAgain();
            case WATCHING -> watch();
            case CONFIRMED, UNCHANGED, REJECTED, INTERRUPTED, UNHEALTHY, FAILED -> throw new IllegalStateException();
        }
    }

    private <T> T on(Connections.Work<T> work) throws InterruptedException {
        return ports.connections().with(target.host(), work);
    }

    private void enter(Phase phase, Map<String, String> details) {
        progress = ports.record().enter(progress, phase, details);
    }

    private void fail(String why) {
        enter(Phase.FAILED, Map.of(HostProgress.REASON, why));
    }

    /// A connection that broke while the host may have been taking the request is tried again; the rest is final.
    private void trouble(KeelsonException e) throws InterruptedException {
        String why = String.valueOf(e.getMessage());
        boolean asked = progress.phase() == Phase.STAGING || progress.phase() == Phase.REBOOTING;
        if (asked && ++tries < TRIES) {
            ports.record().detail(target.host(), why);
            Thread.sleep(plan.options().poll());
        } else {
            release();
            fail(why);
        }
    }

    /// A host that was not restarted after all can have its work back.
    private void release() throws InterruptedException {
        if (progress.phase() == Phase.CORDONING || progress.phase() == Phase.DRAINED) {
            tell(draining.after(progress, true));
        }
    }

    private void tell(String left) {
        if (!left.isEmpty()) {
            ports.record().note(target.host() + ": " + left);
        }
    }

    private void check() throws InterruptedException {
        HostReport report = on(HostControl::status);
        if (report.booted().isEmpty()) {
            throw new Refused("it runs no deployment of OSTree");
        }
        Optional<HostReport.Request> open = report.request()
                .filter(request ->
                        request.outcome().equals("pending") && !request.id().equals(plan.id()));
        if (open.isPresent()) {
            throw new Refused("another change is not finished there: "
                    + open.get().id() + ", asked for by " + open.get().by());
        }
        enter(
                Phase.CHECKED,
                Map.of(
                        HostProgress.DEFAULT,
                        report.defaultId(),
                        HostProgress.STAGED,
                        report.staged().map(HostReport.Deployment::id).orElse("")));
        if (plan.order().kind() != Order.Kind.ROLLBACK && Judgement.took(plan, progress, report)) {
            enter(Phase.STAGING, Map.of()); // somebody lost the journal's end: it is not asked again
        }
    }

    private void stage() throws InterruptedException {
        HostReport report = on(host -> {
            String commit = host.change(plan, target.words());
            HostReport now = host.status();
            if (plan.order().kind() != Order.Kind.ROLLBACK
                    && now.staged().isEmpty()
                    && now.booted().filter(b -> b.commit().equals(commit)).isPresent()) {
                enter(Phase.UNCHANGED, commit(now.booted()));
            }
            return now;
        });
        if (progress.phase() == Phase.STAGING) {
            staged(report);
        }
    }

    /// It was about to be asked when the run ended, or the connection.
    private void stageAgain() throws InterruptedException {
        HostReport report = on(HostControl::status);
        if (!Judgement.took(plan, progress, report)) {
            askAgain();
            return;
        }
        Optional<Judgement.End> end = plan.order().kind() == Order.Kind.ROLLBACK
                ? Optional.empty() // whether it went back shows only after the restart
                : Judgement.of(plan, progress, report);
        end.ifPresentOrElse(judged -> enter(judged.phase(), judged.details()), () -> staged(report));
    }

    /// It may still be busy with the request that it got before.
    private void askAgain() throws InterruptedException {
        try {
            stage();
        } catch (Refused e) {
            if (++tries >= TRIES) {
                throw e;
            }
            ports.record().detail(target.host(), e.why());
            Thread.sleep(plan.options().poll());
        }
    }

    private void staged(HostReport report) {
        if (plan.order().kind() == Order.Kind.ROLLBACK) {
            boolean runs = report.booted()
                    .filter(b -> b.id().equals(report.defaultId()))
                    .isPresent();
            Map<String, String> details = Map.of(HostProgress.EXPECT, report.defaultId());
            enter(runs ? Phase.CONFIRMED : Phase.STAGED, details);
            return;
        }
        enter(
                Phase.STAGED,
                report.request()
                        .filter(request -> request.id().equals(plan.id()))
                        .map(request ->
                                Map.of(HostProgress.COMMIT, request.commit(), HostProgress.VERSION, request.version()))
                        .orElseThrow(() -> new Refused("it took the request without keeping its id")));
    }

    private static Map<String, String> commit(Optional<HostReport.Deployment> deployment) {
        return deployment
                .map(d -> Map.of(HostProgress.COMMIT, d.commit(), HostProgress.VERSION, d.version()))
                .orElse(Map.of());
    }

    private void cordon() throws InterruptedException {
        enter(Phase.CORDONING, draining.before());
        drain();
    }

    private void drain() throws InterruptedException {
        draining.drain();
        enter(Phase.DRAINED, Map.of());
    }

    private void reboot() throws InterruptedException {
        String boot = on(HostControl::bootId);
        if (stopped.getAsBoolean()) {
            return;
        }
        enter(Phase.REBOOTING, Map.of(HostProgress.BOOT, boot));
        restart();
    }

    private void restart() throws InterruptedException {
        try {
            on(host -> {
                host.reboot(plan, progress.commit());
                return "";
            });
        } catch (KeelsonException e) {
            // it may be gone already: that shows by its boot id
            ports.record().detail(target.host(), String.valueOf(e.getMessage()));
        }
        enter(Phase.WATCHING, Map.of());
    }

    private void rebootAgain() throws InterruptedException {
        if (on(HostControl::bootId).equals(progress.detail(HostProgress.BOOT))) {
            restart();
        } else {
            enter(Phase.WATCHING, Map.of());
        }
    }

    private void watch() throws InterruptedException {
        Watch.Result result = new Watch(plan, progress, ports).untilJudged();
        tell(draining.after(progress, result.healthy()));
        enter(result.phase(), result.details());
    }
}
