package io.keelson.bootstrap.rollout;

import io.keelson.bootstrap.rollout.HostReport.Deployment;
import io.keelson.bootstrap.rollout.HostReport.Request;
import java.util.Map;
import java.util.Optional;

/// What a host's answer means for the request that it was given. Pure.
final class Judgement {
    private Judgement() {}

    /// The end of a host's part.
    record End(Phase phase, Map<String, String> details) {
        static End of(Phase phase, String reason) {
            return new End(phase, Map.of(HostProgress.REASON, reason));
        }
    }

    /// Whether the host has the request already. One that never got to be staged is asked again.
    static boolean took(RolloutPlan plan, HostProgress progress, HostReport report) {
        if (plan.order().kind() == Order.Kind.ROLLBACK) {
            boolean dropped = !progress.detail(HostProgress.STAGED).isEmpty()
                    && report.staged().isEmpty();
            return dropped || !report.defaultId().equals(progress.detail(HostProgress.DEFAULT));
        }
        return report.request()
                .filter(request ->
                        request.id().equals(plan.id()) && !request.outcome().equals("interrupted"))
                .isPresent();
    }

    /// The end, or nothing while the host has not judged itself.
    static Optional<End> of(RolloutPlan plan, HostProgress progress, HostReport report) {
        return plan.order().kind() == Order.Kind.ROLLBACK
                ? rolledBack(progress, report)
                : report.request()
                        .map(request -> requested(plan, request, report))
                        .orElse(Optional.empty());
    }

    private static Optional<End> requested(RolloutPlan plan, Request request, HostReport report) {
        if (!request.id().equals(plan.id())) {
            return Optional.of(End.of(
                    Phase.FAILED,
                    "somebody else changed it meanwhile: " + request.id() + ", asked for by " + request.by()));
        }
        String commit = report.booted().map(Deployment::commit).orElse("");
        return switch (request.outcome()) {
            case "confirmed" ->
                commit.equals(request.commit())
                        ? Optional.of(new End(
                                Phase.CONFIRMED,
                                Map.of(HostProgress.COMMIT, commit, HostProgress.VERSION, request.version())))
                        : Optional.empty();
            case "rejected" -> Optional.of(End.of(Phase.REJECTED, because(report) + runs(report)));
            case "interrupted" -> Optional.of(End.of(Phase.INTERRUPTED, because(report) + runs(report)));
            default -> Optional.empty();
        };
    }

    private static Optional<End> rolledBack(HostProgress progress, HostReport report) {
        String expected = progress.detail(HostProgress.EXPECT);
        Optional<Deployment> booted = report.booted();
        if (booted.filter(b -> b.id().equals(expected)).isEmpty()) {
            return Optional.of(End.of(Phase.REJECTED, "it did not come back to " + expected + runs(report)));
        }
        return switch (report.health()) {
            case "healthy" ->
                Optional.of(new End(
                        Phase.CONFIRMED,
                        Map.of(
                                HostProgress.COMMIT,
                                booted.orElseThrow().commit(),
                                HostProgress.VERSION,
                                booted.orElseThrow().version())));
            case "unhealthy" -> Optional.of(End.of(Phase.UNHEALTHY, report.healthReason()));
            default -> Optional.empty();
        };
    }

    /// What became of a confirmed host while it was left alone, or nothing.
    static Optional<End> afterSoak(HostProgress progress, HostReport report) {
        String commit = report.booted().map(Deployment::commit).orElse("");
        if (!progress.commit().isEmpty() && !commit.equals(progress.commit())) {
            return Optional.of(End.of(Phase.UNHEALTHY, "after the soak time" + runs(report)));
        }
        return report.health().equals("unhealthy")
                ? Optional.of(End.of(Phase.UNHEALTHY, "after the soak time: " + report.healthReason()))
                : Optional.empty();
    }

    private static String because(HostReport report) {
        return report.why().isEmpty() ? "it does not say why" : report.why();
    }

    private static String runs(HostReport report) {
        return report.booted()
                .map(deployment -> "; it runs " + deployment.label())
                .orElse("");
    }
}
