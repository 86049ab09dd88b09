package io.keelson.bootstrap.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.bootstrap.health.Check.What;
import io.keelson.release.KeelsonException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthRunTest {
    private static final Duration SOON = Duration.ofMillis(10);

    private static Check check(String name, Duration within, boolean required) {
        return new Check(name, new What.UnitActive(name), SOON, SOON, within, required);
    }

    private static List<Result> run(Probe probe, Duration deadline, Check... checks) throws InterruptedException {
        return new HealthRun(probe).run(new Checks(List.of(checks), deadline));
    }

    @Test
    void aCheckIsTriedUntilItPasses() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        Probe third = (_, _) -> tries.incrementAndGet() < 3 ? Optional.of("not yet") : Optional.empty();
        Result result = run(third, Duration.ofSeconds(20), check("a", Duration.ofSeconds(20), true))
                .getFirst();
        assertThat(result.passed()).isTrue();
        assertThat(result.tries()).isEqualTo(3);
    }

    @Test
    void oneThatNeverPassesFailsWithItsLastWordsWhenItsTimeIsUp() throws Exception {
        Result result = run(
                        (_, _) -> Optional.of("down"), Duration.ofSeconds(20), check("a", SOON.multipliedBy(5), true))
                .getFirst();
        assertThat(result.fault()).hasValue("down");
        assertThat(result.isBad()).isTrue();
        assertThat(result.took()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void oneThatHangsDoesNotKeepTheOthersNorTheDeadline() throws Exception {
        Probe hanging = (what, _) -> {
            if (what.equals(new What.UnitActive("hangs"))) {
                Thread.sleep(60_000);
            }
            return Optional.empty();
        };
        long start = System.nanoTime();
        List<Result> results = run(
                hanging,
                Duration.ofMillis(300),
                check("hangs", Duration.ofSeconds(60), true),
                check("fine", Duration.ofSeconds(60), true));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(results.getFirst().fault()).hasValue("no answer when the time for all checks was up");
        assertThat(results.getLast().passed()).isTrue();
    }

    @Test
    void aProbeThatFailsIsAFault() throws Exception {
        Probe broken = (_, _) -> {
            throw new KeelsonException("cannot start x");
        };
        assertThat(run(broken, Duration.ofMillis(100), check("a", SOON, false))
                        .getFirst()
                        .fault())
                .hasValue("cannot start x");
    }

    @Test
    void whatIsNotRequiredIsNotBad() throws Exception {
        Result result = run((_, _) -> Optional.of("down"), Duration.ofMillis(100), check("a", SOON, false))
                .getFirst();
        assertThat(result.passed()).isFalse();
        assertThat(result.isBad()).isFalse();
    }
}
