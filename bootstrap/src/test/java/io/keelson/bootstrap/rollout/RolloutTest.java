package io.keelson.bootstrap.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.bootstrap.rollout.FakeHost.Kind;
import io.keelson.bootstrap.rollout.Rollout.Summary;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {
    @TempDir
    Path base;

    private Summary run(FakeFleet fleet, RolloutPlan plan) throws InterruptedException {
        return run(fleet, plan, Nodes.NONE);
    }

    private Summary run(FakeFleet fleet, RolloutPlan plan, Nodes nodes) throws InterruptedException {
        try (RunDirectory.Held run = new RunDirectory(base).create(plan)) {
            return new Rollout(plan, run, fleet, nodes, RolloutView.NONE).run();
        }
    }

    private Summary resume(FakeFleet fleet, RolloutPlan plan) throws InterruptedException {
        RunDirectory runs = new RunDirectory(base);
        try (RunDirectory.Held run = runs.resume(runs.plan(plan.id()))) {
            return new Rollout(runs.plan(plan.id()), run, fleet, Nodes.NONE, RolloutView.NONE).run();
        }
    }

    private static RolloutPlan deploy(FakeFleet fleet, RolloutOptions options) {
        return fleet.plan("r1", Order.Kind.DEPLOY, options);
    }

    private static List<String> ends(Summary summary) {
        return summary.hosts().stream().map(host -> host.phase().word()).toList();
    }

    @Test
    void everyHostIsTouchedOnce() throws InterruptedException {
        FakeFleet fleet = FakeFleet.of(Kind.GOOD, Kind.GOOD, Kind.REBOOTS_TWICE, Kind.UNCHANGED, Kind.LOSES_ANSWER);
        Summary summary = run(fleet, deploy(fleet, FakeFleet.QUICK));
        assertThat(ends(summary)).containsExactly("confirmed", "confirmed", "confirmed", "unchanged", "confirmed");
        assertThat(summary.ok()).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(fleet.host("h" + i).stagings).isEqualTo(i == 3 ? 0 : 1);
            assertThat(fleet.host("h" + i).reboots).isEqualTo(i == 3 ? 0 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    REJECTS | rejected | health check 20-net failed: no route; it runs v
                    NO_SPACE | failed | / has 3 MB left, the commit needs 200 MB
                    WRONG_SIGNATURE | failed | the commit is not signed by a key of the remote 'fleet'
                    GONE | failed | cannot connect to h0: it refuses connections
                    NEVER_BACK | failed | it did not judge itself within 0.5s: cannot connect to h0: it refuses connections
                    INTERRUPTED | interrupted | it does not say why; it runs v
                    CHANGED_BY_OTHERS | failed | somebody else changed it meanwhile: other, asked for by them
                    """)
    void whatGoesWrongIsSaid(Kind kind, String end, String reason) throws InterruptedException {
        FakeFleet fleet = FakeFleet.of(kind);
        HostProgress host = run(fleet, deploy(fleet, FakeFleet.QUICK)).hosts().getFirst();
        assertThat(host.phase().word()).isEqualTo(end);
        assertThat(host.reason()).isEqualTo(reason);
    }

    @Test
    void garbageIsShownHarmlessAndShort() throws InterruptedException {
        FakeFleet fleet = FakeFleet.of(Kind.GARBAGE);
        HostProgress host = run(fleet, deploy(fleet, FakeFleet.QUICK)).hosts().getFirst();
        assertThat(host.reason())
                .startsWith("its answer is not JSON: '?[2J{")
                .hasSizeLessThan(400)
                .doesNotContain("\u001b");
    }

    @Test
    void aHostWithAnotherOpenChangeIsLeftAlone() throws InterruptedException {
        FakeFleet fleet = FakeFleet.of(Kind.GOOD);
        fleet.host("h0").askedByOthers();
        Summary summary = run(fleet, deploy(fleet, FakeFleet.QUICK));
        assertThat(summary.hosts().getFirst().reason())
                .isEqualTo("another change is not finished there: other, asked for by them");
        assertThat(fleet.host("h0").stagings).isZero();
    }

    @Test
    void afterTooManyBadHostsNoOtherIsTouched() throws InterruptedException {
        FakeFleet fleet = FakeFleet.of(Kind.REJECTS, Kind.GOOD, Kind.REJECTS, Kind.GOOD, Kind.GOOD, Kind.GOOD);
        Summary summary = run(fleet, deploy(fleet, FakeFleet.options(2, 0, 2)));
        assertThat(summary.stopped()).isTrue();
        assertThat(ends(summary).subList(0, 3)).containsExactly("rejected", "confirmed", "rejected");
        assertThat(ends(summary).subList(4, 6)).containsOnly("waits");
        assertThat(fleet.host("h4").stagings + fleet.host("h5").stagings).isZero();
        assertThat(ends(resume(fleet, deploy(fleet, FakeFleet.options(2, 0, 2))))
                        .subList(3, 6))
                .as("whoever resumes wants to go on")
                .containsOnly("confirmed");
    }

    @Test
    void aBadCanaryStopsAll() throws InterruptedException {
        FakeFleet fleet = FakeFleet.of(Kind.REJECTS, Kind.GOOD, Kind.GOOD);
        Summary summary = run(fleet, deploy(fleet, FakeFleet.options(10, 1, 1)));
        assertThat(ends(summary)).containsExactly("rejected", "waits", "waits");
    }

    @Test
    void soakedHostsAreLookedAtAgain() throws InterruptedException {
        FakeFleet fleet = FakeFleet.of(Kind.GOOD, Kind.SICK_LATER, Kind.GOOD);
        RolloutOptions quick = FakeFleet.QUICK;
        RolloutOptions options = new RolloutOptions(
                quick.maxUnavailable(), 0, Duration.ofMillis(10), 1, false, 8, quick.deadline(), quick.poll());
        Summary summary = run(fleet, deploy(fleet, options));
        assertThat(ends(summary)).containsExactly("confirmed", "unhealthy", "waits");
        assertThat(summary.hosts().get(1).reason()).isEqualTo("after the soak time: disk is failing");
    }

    @Test
    void rollbackGoesBack() throws InterruptedException {
        FakeFleet fleet = FakeFleet.of(Kind.GOOD, Kind.GOOD);
        Summary summary = run(fleet, fleet.plan("r1", Order.Kind.ROLLBACK, FakeFleet.QUICK));
        assertThat(ends(summary)).containsOnly("confirmed");
        assertThat(fleet.host("h0").booted()).isEqualTo("older");
    }

    @Test
    void nodesAreDrainedAndGivenBack() throws InterruptedException {
        FakeFleet fleet = FakeFleet.of(Kind.GOOD, Kind.NEVER_BACK);
        RolloutOptions quick = FakeFleet.QUICK;
        RolloutOptions options =
                new RolloutOptions(new Share(1, false), 0, Duration.ZERO, 2, true, 8, quick.deadline(), quick.poll());
        List<String> calls = new ArrayList<>();
        run(fleet, deploy(fleet, options), new Nodes() {
            @Override
            public boolean isCordoned(String node) {
                return false;
            }

            @Override
            public void cordon(String node) {
                calls.add("cordon " + node + " " + fleet.host(node).reboots);
            }

            @Override
            public void drain(String node) {
                calls.add("drain " + node + " " + fleet.host(node).reboots);
            }

            @Override
            public void uncordon(String node) {
                calls.add("uncordon " + node + " " + fleet.host(node).reboots);
            }
        });
        assertThat(calls)
                .as("with the restarts so far; a host that is not back stays cordoned")
                .containsExactly("cordon h0 0", "drain h0 0", "uncordon h0 1", "cordon h1 0", "drain h1 0");
    }

    /// The operator's machine dies before or after every single thing that it has a host do; a line of the journal is
    /// cut as well.
    @ParameterizedTest
    @CsvSource({"GOOD, DEPLOY", "REJECTS, DEPLOY", "LOSES_ANSWER, UPGRADE", "GOOD, ROLLBACK"})
    void whereverItWasKilledNoHostIsTouchedTwice(Kind kind, Order.Kind order) throws InterruptedException, IOException {
        int kills = 0;
        for (int moment = 0; ; moment++) {
            FakeFleet fleet = FakeFleet.of(kind);
            RolloutPlan plan = fleet.plan("k" + moment, order, FakeFleet.QUICK);
            fleet.host("h0").killOperatorAt(moment);
            try {
                run(fleet, plan);
                break;
            } catch (IllegalStateException e) {
                kills++;
            }
            fleet.host("h0").killOperatorAt(-1);
            Files.writeString(
                    base.resolve(plan.id()).resolve("journal.jsonl"), "{\"time\":\"2026-", StandardOpenOption.APPEND);
            Summary summary = resume(fleet, plan);
            assertThat(summary.hosts().getFirst().phase())
                    .as("killed at %d", moment)
                    .isEqualTo(kind == Kind.REJECTS ? Phase.REJECTED : Phase.CONFIRMED);
            assertThat(fleet.host("h0").stagings).as("killed at %d", moment).isEqualTo(1);
            assertThat(fleet.host("h0").reboots).as("killed at %d", moment).isEqualTo(1);
        }
        assertThat(kills).isGreaterThan(12);
    }

    @Test
    void aRunThatIsAliveKeepsItsHosts() throws InterruptedException {
        FakeFleet fleet = FakeFleet.of(Kind.GOOD, Kind.GOOD);
        RolloutPlan plan = deploy(fleet, FakeFleet.QUICK);
        RolloutPlan other = fleet.plan("r2", Order.Kind.UPGRADE, FakeFleet.QUICK);
        RunDirectory runs = new RunDirectory(base);
        try (RunDirectory.Held _ = runs.create(plan)) {
            assertThatThrownBy(() -> runs.create(other))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessage("the rollout r1 of me@here is at work on h0 and 1 more of these hosts");
            assertThatThrownBy(() -> runs.resume(plan)).hasMessage("the rollout r1 is at work right now");
            assertThat(runs.isAlive("r1")).isTrue();
        }
        assertThat(runs.isAlive("r1")).isFalse();
        assertThat(run(fleet, other).ok()).isTrue();
        assertThat(runs.ids()).containsExactly("r1", "r2");
    }

    @Test
    void thePlanIsKeptAsItWas() {
        FakeFleet fleet = FakeFleet.of(Kind.GOOD, Kind.GOOD, Kind.GOOD);
        RolloutPlan plan = deploy(fleet, FakeFleet.options(2, 1, 3));
        RunDirectory runs = new RunDirectory(base);
        runs.create(plan).close();
        assertThat(runs.plan("r1")).isEqualTo(plan);
        assertThatThrownBy(() -> runs.plan("../r1")).hasMessageContaining("there is no rollout '../r1'");
    }

    @Test
    void connectionsAreBounded() throws InterruptedException {
        Kind[] kinds = new Kind[100];
        java.util.Arrays.fill(kinds, Kind.GOOD);
        FakeFleet fleet = FakeFleet.of(kinds);
        assertThat(run(fleet, deploy(fleet, FakeFleet.options(100, 0, 1))).ok()).isTrue();
        assertThat(fleet.mostAtOnce()).isBetween(1, FakeFleet.QUICK.connections());
    }
}
