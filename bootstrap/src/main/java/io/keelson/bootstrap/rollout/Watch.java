package io.keelson.bootstrap.rollout;

import io.keelson.bootstrap.rollout.HostControl.Refused;
import io.keelson.release.KeelsonException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Waits for a host that restarts: for another boot id, and then for its own judgement. Until the deadline every
/// failure to reach it is part of a restart.
final class Watch {
    private final RolloutPlan plan;
    private final HostProgress progress;
    private final HostRun.Ports ports;
    private String last = "it was not reached";

    Watch(RolloutPlan plan, HostProgress progress, HostRun.Ports ports) {
        this.plan = plan;
        this.progress = progress;
        this.ports = ports;
    }

    /// @param healthy whether the host is back and can have work
    record Result(Phase phase, Map<String, String> details, boolean healthy) {}

    private record Seen(String boot, HostReport report) {}

    Result untilJudged() throws InterruptedException {
        Duration deadline = plan.options().deadline();
        long end = System.nanoTime() + deadline.toNanos();
        do {
            Optional<Result> result = ask();
            if (result.isPresent()) {
                return result.get();
            }
            pause(plan.options().poll());
        } while (System.nanoTime() < end);
        String time = deadline.toString().substring(2).toLowerCase(Locale.ROOT);
        String why = "it did not judge itself within " + time + ": " + last;
        return new Result(Phase.FAILED, Map.of(HostProgress.REASON, why), false);
    }

    private Optional<Result> ask() throws InterruptedException {
        try {
            Seen seen = ports.connections().with(progress.host(), host -> new Seen(host.bootId(), host.status()));
            if (seen.boot().equals(progress.detail(HostProgress.BOOT))) {
                tell("it has not gone down yet");
                return Optional.empty();
            }
            tell("it is up, and judges itself");
            return Judgement.of(plan, progress, seen.report())
                    .map(judged -> new Result(
                            judged.phase(),
                            judged.details(),
                            !seen.report().health().equals("unhealthy")));
        } catch (KeelsonException e) {
            tell(String.valueOf(e.getMessage()));
        } catch (Refused e) {
            tell(e.why());
        }
        return Optional.empty();
    }

    private void tell(String what) {
        if (!what.equals(last)) {
            ports.record().detail(progress.host(), what);
        }
        last = what;
    }

    /// Not all hosts at the same moment.
    private static void pause(Duration poll) throws InterruptedException {
        long nanos = poll.toNanos();
        Thread.sleep(Duration.ofNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos + 1)));
    }
}
