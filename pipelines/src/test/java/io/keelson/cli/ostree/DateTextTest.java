package io.keelson.cli.ostree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01",
                "2026-03-01 12:34",
                "2026-03-01 12:34:56 +0130",
                "2026-03-01T12:34:56Z",
                "2026-03-01 12:34:56 -07:30",
                "20260301",
                "October 25 1985",
                "25 Oct 1985 6:30pm",
                "Oct 25, 1985 12am UTC",
                "10/25/1985",
                "1985/10/25 01:02",
                "@1767225600",
                "@-5",
                "Fri, 25 Oct 1985 01:20:00 +0000"
            })
    void asGnuDateReadsIt(String text) throws Exception {
        ProcessBuilder date = new ProcessBuilder("date", "-d", text, "+%s");
        date.environment().put("TZ", "UTC");
        date.environment().put("LC_ALL", "C");
        Process process = date.start();
        String theirs = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertThat(process.waitFor()).isZero();
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        assertThat(Long.toString(DateText.parse(text, now))).isEqualTo(theirs);
    }

    @Test
    void relativeToNow() {
        ZonedDateTime now = ZonedDateTime.of(2026, 3, 31, 12, 0, 0, 0, ZoneOffset.UTC);
        assertThat(DateText.parse("now", now)).isEqualTo(now.toEpochSecond());
        assertThat(DateText.parse("1 week ago", now))
                .isEqualTo(now.minusWeeks(1).toEpochSecond());
        assertThat(DateText.parse("yesterday", now)).isEqualTo(now.minusDays(1).toEpochSecond());
        assertThat(DateText.parse("last month", now))
                .isEqualTo(now.minusMonths(1).toEpochSecond());
        assertThat(DateText.parse("+2 hours 3 minutes", now))
                .isEqualTo(now.plusHours(2).plusMinutes(3).toEpochSecond());
        assertThat(DateText.parse("2026-01-01 2 days ago", now))
                .isEqualTo(ZonedDateTime.of(2025, 12, 30, 0, 0, 0, 0, ZoneOffset.UTC)
                        .toEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@x",
                "soon",
                "2026-13-01",
                "2026-02-30",
                "25:00",
                "99999999999999999999 days",
                "1985 October",
                "999999999999999999 years",
                "12:",
                "+",
                "ago",
                "+9999",
                "2026-01-01 +999999"
            })
    void nothingElse(String text) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        assertThatThrownBy(() -> DateText.parse(text, now)).isInstanceOf(DateTimeException.class);
    }
}
