package io.keelson.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KNOWN = List.of("packages", "add-files", "ref", "repos", "rev");

    @ParameterizedTest
    @CsvSource({"abc,abc,0", "'',abc,3", "abc,acb,1", "abc,abd,1", "abc,ab,1", "ca,abc,3", "kitten,sitting,3"})
    void distance(String a, String b, int expected) {
        assertThat(Spelling.distance(a, b, 9)).isEqualTo(expected).isEqualTo(Spelling.distance(b, a, 9));
    }

    @Test
    void whatIsTooFarIsGivenUp() {
        assertThat(Spelling.distance("kitten", "sitting", 2)).isGreaterThan(2);
    }

    @ParameterizedTest
    @CsvSource({"Add_Files,add-files", "packags,packages", "pakcages,packages", "Repos,repos", "re,ref"})
    void aCloseWordIsMeant(String word, String meant) {
        assertThat(Spelling.nearest(word, KNOWN)).contains(meant);
        assertThat(Spelling.hint(word, KNOWN)).isEqualTo("; did you mean '" + meant + "'?");
    }

    @Test
    void theFirstByAlphabetOfSeveralWhateverTheirOrder() {
        assertThat(Spelling.nearest("rex", List.of("rev", "ref"))).contains("ref");
        assertThat(Spelling.nearest("rex", List.of("ref", "rev"))).contains("ref");
    }

    @Test
    void nothingElseIs() {
        assertThat(Spelling.didYouMean("something-else", KNOWN)).isEmpty();
        assertThat(Spelling.hint("x", List.of())).isEmpty();
    }
}
