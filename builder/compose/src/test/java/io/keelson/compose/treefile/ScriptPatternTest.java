package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptPatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "/usr/share/.* ~ /usr/share/x ~ true",
                "^/usr$ ~ /usr/bin ~ false",
                "[[x] ~ [ ~ true",
                "[a&&b] ~ & ~ true",
                "[a&&b] ~ a ~ true",
                "[[:digit:]]x ~ 7x ~ true",
                "[[:^digit:]] ~ 7 ~ false",
                "[^] ~ x ~ true",
                "a[] ~ ab ~ false",
                "a{b ~ a{b ~ true",
                "a{2} ~ aa ~ true",
                "a{2} ~ a ~ false",
                "a{,2} ~ a{,2} ~ true",
                "\\/lib\\/ ~ /lib/ ~ true",
                "[\\]x] ~ ] ~ true",
                "(?<n>a)\\k<n> ~ aa ~ true",
                "\\p{L} ~ x ~ true",
                "\\. ~ x ~ false",
            })
    void meansWhatJavaScriptMeans(String expression, String path, boolean found) {
        assertThat(Pattern.compile(ScriptPattern.toJava(expression))
                        .matcher(path)
                        .find())
                .isEqualTo(found);
    }
}
