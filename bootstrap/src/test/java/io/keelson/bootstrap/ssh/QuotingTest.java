package io.keelson.bootstrap.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real shells judge.
class QuotingTest {
    private static final String ALPHABET = "ab '\"\\$`!*?[]{}()<>|&;#~=\n\t\r-%^,:/.@+\u00e9\u2028\u0001\u001b";

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/dash", "/bin/bash"})
    void everyWordArrivesAsItWas(String shell) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "", " ", "-n", "--", "~", "~root", "=x", "a=b", "A=B", "*", "$(id)", "`id`", "$HOME", "'", "''",
                "'\\''", "a'b", "\\", "\\\\", "\n", "a\nb\n", "!!", "{a,b}", "#no", "a#b", "&", ">x", "%s", "\u00e9"));
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            StringBuilder word = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            words.add(word.toString());
        }
        List<String> command = new ArrayList<>(List.of("printf", "%s\\0"));
        command.addAll(words);
        String printed = Sshd.run(shell, "-c", Quoting.line(command));
        assertThat(printed.split("\0", -1)).hasSize(words.size() + 1).startsWith(words.toArray(String[]::new));
    }

    @Test
    void aProgramIsNeverAnAssignment() throws IOException, InterruptedException {
        assertThat(Quoting.line(List.of("A=1", "x"))).isEqualTo("'A=1' x");
    }

    @Test
    void plainWordsStayReadable() {
        assertThat(Quoting.line(List.of("keelson-host", "deploy", "--json", "fleet:debian/12", "--id=r-1")))
                .isEqualTo("keelson-host deploy --json fleet:debian/12 --id=r-1");
    }

    @Test
    void noArgumentHoldsNul() {
        assertThatThrownBy(() -> Quoting.line(List.of("a", "b\0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
    }
}
