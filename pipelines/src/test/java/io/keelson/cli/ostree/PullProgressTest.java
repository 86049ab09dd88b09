package io.keelson.cli.ostree;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.pull.DeltaTotals;
import io.keelson.ostree.pull.Tally;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PullProgressTest {
    private static final Duration MOMENT = Duration.ofMillis(900);
    private static final Duration WHILE = Duration.ofSeconds(10);

    private static String line(boolean scanning, long objects, long wanted, Duration time) {
        return PullProgress.line(new Tally.State(scanning, 7, 3, objects, wanted, 25_000_000, DeltaTotals.NONE, time));
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        assertThat(PullProgress.line(new Tally.State(true, 7, 0, 0, 0, 0, DeltaTotals.NONE, WHILE)))
                .isEqualTo("Scanning metadata: 7");
        assertThat(line(true, 5, 90, WHILE))
                .isEqualTo("Receiving metadata objects: 3/(estimating) 2.5\u00a0MB/s 25.0\u00a0MB");
        assertThat(line(false, 5, 90, MOMENT)).isEqualTo("Receiving objects: 5% (5/90) -/s 25.0\u00a0MB");
    }

    @Test
    void theTimeLeftGrowsWithWhatIsLeft() {
        String amount = " 2.5\u00a0MB/s 25.0\u00a0MB";
        assertThat(line(false, 10, 20, WHILE))
                .isEqualTo("Receiving objects: 50% (10/20)" + amount + " 10 seconds remaining");
        assertThat(line(false, 10, 10 * 3726, WHILE))
                .isEqualTo("Receiving objects: 0% (10/37260)" + amount + " 10 hours 20 minutes 50 seconds remaining");
        assertThat(line(false, 20, 20, WHILE)).isEqualTo("Receiving objects: 100% (20/20)" + amount);
    }

    @Test
    void deltasSayHowMuchTheyAre() {
        DeltaTotals totals = new DeltaTotals(9, 2, 250_000_000, 100_000_000, 0);
        assertThat(PullProgress.line(new Tally.State(true, 0, 0, 0, 0, 20_000_000, totals, WHILE)))
                .isEqualTo("Receiving delta parts: 2/9 100.0\u00a0MB/250.0\u00a0MB 2.0\u00a0MB/s "
                        + "1 minutes 15 seconds remaining");
    }
}
