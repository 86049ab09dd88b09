package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextVersionTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "7    | .  |          | 7",
                "7    | .  | ''       | 7",
                "7    | .  | 6.9      | 7",
                "7    | .  | 7        | 7.1",
                "7    | .  | 7.1      | 7.2",
                "7    | .  | 7.9      | 7.10",
                "7    | .  | 7.3.5    | 7.4",
                "7    | .  | 7.3rc1   | 7.4",
                "7    | .  | 7.x      | 7.1",
                "7    | .  | 71.4     | 7",
                "7    | .  | 7a.4     | 7",
                "7.2  | .  | 7        | 7.2",
                "7.2  | .  | 7.20     | 7.2",
                "7    | -  | 7        | 7-1",
                "7    | -  | 7-8      | 7-9",
                "7    | -  | 7.8      | 7",
                "7    | .  | 7.99999999999999999999 | 7.100000000000000000000",
                "7.<date:%Y%m%d>   | . |              | 7.20260203.0",
                "7.<date:%Y%m%d>   | . | 7.20260202.4 | 7.20260203.0",
                "7.<date:%Y%m%d>   | . | 7.20260203   | 7.20260203.0",
                "7.<date:%Y%m%d>   | . | 7.20260203.0 | 7.20260203.1",
                "7.<date:%Y%m%d>   | . | 7.20260203.x | 7.20260203.1",
                "7.<date:%Y%m%d>.2 | . | 7.20260203.2.4 | 7.20260203.2.5",
                "<date:%y>.<date:%m> | . |  | 26.02.0",
                "7.<other:%Y>      | . |  | 7.<other:%Y>",
                "7<date:>          | . |  | 7.0",
                "7<date:at %H$1>   | . |  | 7at 04$1.0",
            })
    void countsUp(String prefix, String suffix, String previous, String next) {
        assertThat(NextVersion.of(prefix, suffix, previous, NOW)).isEqualTo(next);
    }

    @Test
    void lettersOfADate() {
        String all = "%a %A %b %B %C %d %D %e %F %G %H %I %j %k %l %m %M %p %P %R %s %S %T %u %V %w %y %Y %z %Z %%";
        assertThat(NextVersion.of("<date:" + all + ">", ".", null, NOW))
                .isEqualTo(
                        "Tue Tuesday Feb February 20 03 02/03/26  3 2026-02-03 2026 04 04 034  4  4 02 05 AM am 04:05"
                                + " 1770091506 06 04:05:06 2 06 2 26 2026 +0000 UTC %.0");
    }

    @ParameterizedTest
    @CsvSource({"<date:%E>", "<date:%>"})
    void unknownLettersAreRefused(String prefix) {
        assertThatThrownBy(() -> NextVersion.of(prefix, ".", "1", NOW))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("is no part of a date");
    }
}
