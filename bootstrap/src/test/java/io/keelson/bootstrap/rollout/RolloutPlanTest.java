package io.keelson.bootstrap.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.bootstrap.rollout.RolloutPlan.Target;
import io.keelson.bootstrap.rollout.RolloutPlan.Wave;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutPlanTest {
    @ParameterizedTest
    @CsvSource({
        "10, 3, 0, 3 3 3 1",
        "10, 3, 2, c2 3 3 2",
        "10, 2, 3, c2 c1 2 2 2 1",
        "10, 25%, 0, 2 2 2 2 2",
        "3, 1%, 0, 1 1 1",
        "3, 100%, 5, c3"
    })
    void hostsAreCutIntoWaves(int hosts, String share, int canaries, String waves) {
        RolloutOptions usual = RolloutOptions.USUAL;
        RolloutOptions options = new RolloutOptions(
                Share.parse(share).orElseThrow(), canaries, usual.soak(), 1, false, 8, usual.deadline(), usual.poll());
        List<Target> targets = IntStream.range(0, hosts)
                .mapToObj(i -> new Target("h" + i, "d", "n", List.of()))
                .toList();
        List<Wave> cut = RolloutPlan.waves(targets, options);
        assertThat(cut.stream()
                        .map(wave -> (wave.canary() ? "c" : "") + wave.targets().size())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(waves);
        assertThat(cut.stream().flatMap(wave -> wave.targets().stream())).isEqualTo(targets);
    }

    @Test
    void thePlanCanBeRead() {
        FakeFleet fleet = FakeFleet.of(FakeHost.Kind.GOOD, FakeHost.Kind.GOOD, FakeHost.Kind.GOOD);
        assertThat(fleet.plan("r", Order.Kind.DEPLOY, FakeFleet.options(2, 1, 1))
                        .lines())
                .containsExactly(
                        "3 hosts in 2 waves; at most 2 away at a time; stops after 1 bad host",
                        "wave 1, canaries: h0",
                        "wave 2: h1 h2",
                        "each: check, keelson-host deploy --json -- fleet:x, restart, wait until it has judged itself"
                                + " (0.5s at most)");
    }

    @Test
    void aRefMayNameVariables() {
        Order order = new Order(Order.Kind.DEPLOY, "fleet:debian/{channel}", List.of("--again"));
        assertThat(order.words("h", Map.of("channel", "a$1\\b")))
                .containsExactly("deploy", "--again", "--json", "--", "fleet:debian/a$1\\b");
        assertThatThrownBy(() -> order.words("h", Map.of())).hasMessage("the host h has no variable 'channel'");
    }

    @Test
    void sharesAreNumbersOrParts() {
        assertThat(Share.parse("0")).isEmpty();
        assertThat(Share.parse("101%")).isEmpty();
        assertThat(Share.parse("x")).isEmpty();
        assertThat(Share.parse("10%")).contains(new Share(10, true));
    }
}
