package io.keelson.bootstrap.host.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Request REQUEST = new Request("1", "upgrade", "b", null, "a", "r:x", TIME, "me");

    private static List<Event> events(String words) {
        return Arrays.stream(words.split(" "))
                .map(word -> new Event(TIME, word, "b", null, null))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "staged,pending",
        "staged reboot-requested,pending",
        "staged confirmed,confirmed",
        "staged rejected fell-back,rejected",
        "staged confirmed unhealthy,confirmed",
        "staged confirmed rolled-back,rejected",
        "staged interrupted,interrupted",
        "staged interrupted staged,pending",
        "staged rejected confirmed,rejected",
        "something-new,pending"
    })
    void eventsLeadToAnOutcome(String words, String outcome) {
        assertThat(Outcome.of(REQUEST, events(words), true).word()).isEqualTo(outcome);
    }

    @Test
    void eventsBeforeTheRequestAndOfOtherCommitsDoNotCount() {
        List<Event> events = List.of(
                new Event(TIME.minusSeconds(1), "rejected", "b", "old", null),
                new Event(TIME, "rejected", "c", "another", null));
        assertThat(Outcome.of(REQUEST, events, true)).isEqualTo(new Outcome.Pending());
    }

    @Test
    void whatIsNowhereWasInterrupted() {
        assertThat(Outcome.of(REQUEST, events("staged"), false).word()).isEqualTo("interrupted");
        assertThat(Outcome.of(REQUEST, events("staged confirmed"), false).word())
                .isEqualTo("confirmed");
    }
}
