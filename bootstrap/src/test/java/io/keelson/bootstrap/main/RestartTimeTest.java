package io.keelson.bootstrap.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartTimeTest {
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-21T20:00:00");

    @ParameterizedTest
    @CsvSource({
        "03:30,2026-11-22T03:30",
        "23:00,2026-11-21T23:00",
        "2026-12-24T03:30,2026-12-24T03:30",
        "2026-12-24 03:30:05,2026-12-24T03:30:05",
        "+90m,2026-11-21T21:30"
    })
    void timesAsPeopleWriteThem(String text, LocalDateTime time) {
        assertThat(RestartTime.parse(text, NOW)).isEqualTo(time);
    }

    @Test
    void thePastAndNonsenseAreRefused() {
        assertThatThrownBy(() -> RestartTime.parse("2026-11-21T19:00", NOW)).hasMessageContaining("is in the past");
        assertThatThrownBy(() -> RestartTime.parse("tonight", NOW)).hasMessageContaining("is no time");
    }
}
