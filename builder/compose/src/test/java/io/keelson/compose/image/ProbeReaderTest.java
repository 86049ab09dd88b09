package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.image.BootEvent.CommandEnded;
import io.keelson.compose.image.BootEvent.CommandStarted;
import io.keelson.compose.image.BootEvent.JobsWaiting;
import io.keelson.compose.image.BootEvent.MultiUserReached;
import io.keelson.compose.image.BootEvent.ProbeDone;
import io.keelson.compose.image.BootEvent.RootReached;
import io.keelson.compose.image.BootEvent.Settled;
import io.keelson.compose.image.BootEvent.TimeTold;
import io.keelson.compose.image.BootEvent.UnitFailed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ProbeReaderTest {
    private static List<BootEvent> read(String... lines) {
        ProbeReader reader = new ProbeReader();
        return List.of(lines).stream()
                .flatMap(line -> reader.read(line).stream())
                .toList();
    }

    private static String data(String text) {
        return "keelson data " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsAWholeBootInItsOrder() {
        assertThat(read(
                        "keelson root 42.17",
                        "keelson failed broken.service",
                        data("× broken.service - Breaks\n"),
                        "keelson failed other.mount",
                        "keelson time FinishTimestampMonotonic 61200000",
                        "keelson multi-user",
                        "keelson state degraded",
                        "keelson run 0000",
                        "keelson data b25l",
                        "keelson data CnR3bwo=",
                        "keelson exit 3",
                        "keelson done"))
                .containsExactly(
                        new RootReached(42.17),
                        new UnitFailed(new FailedUnit("broken.service", "× broken.service - Breaks\n")),
                        new UnitFailed(new FailedUnit("other.mount", "")),
                        new TimeTold("FinishTimestampMonotonic", 61_200_000),
                        new MultiUserReached(),
                        new Settled("degraded"),
                        new CommandStarted(0),
                        new CommandEnded(0, 3, "one\ntwo\n"),
                        new ProbeDone());
    }

    @Test
    void aNewListOfJobsReplacesTheOldOne() {
        assertThat(read(
                        "keelson jobs",
                        "keelson job a.service running",
                        "keelson jobs",
                        "keelson job b.service waiting"))
                .last()
                .isEqualTo(new JobsWaiting(List.of("b.service waiting")));
    }

    @Test
    void passesOverWhatIsNotTheProbes() {
        assertThat(read("login:", "", "keelson", "keelson nonsense", "keelson root soon", "keelson time X"))
                .isEmpty();
    }

    @Test
    void aCommandsOutputMayLookLikeTheProtocol() {
        assertThat(read("keelson run 0000", data("keelson done\n"), "keelson exit 0"))
                .containsExactly(new CommandStarted(0), new CommandEnded(0, 0, "keelson done\n"));
    }

    @Test
    void aDamagedTextIsSaidToBeOne() {
        assertThat(read("keelson run 0000", "keelson data b2", "keelson data =x", "keelson exit 0"))
                .last()
                .asString()
                .contains("damaged on its way");
    }

    @Test
    void longOutputsComeInManyLines() {
        String text = "0123456789abcdef\n".repeat(10_000);
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        ProbeReader reader = new ProbeReader();
        reader.read(String.format(Locale.ROOT, "keelson run %04d", 12));
        for (int i = 0; i < encoded.length(); i += 120) {
            reader.read("keelson data " + encoded.substring(i, Math.min(encoded.length(), i + 120)));
        }
        assertThat(reader.read("keelson exit 0")).containsExactly(new CommandEnded(12, 0, text));
    }
}
