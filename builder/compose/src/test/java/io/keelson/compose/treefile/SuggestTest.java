package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestTest {
    @ParameterizedTest
    @CsvSource({"abc,abc,0", "'',abc,3", "abc,acb,1", "abc,abd,1", "abc,ab,1", "ca,abc,3", "kitten,sitting,3"})
    void distance(String a, String b, int expected) {
        assertThat(Suggest.distance(a, b)).isEqualTo(expected).isEqualTo(Suggest.distance(b, a));
    }

    @Test
    void onlyCloseWordsAreSuggested() {
        assertThat(Suggest.nearest("Add_Files", Keys.spellings())).contains("add-files");
        assertThat(Suggest.nearest("packags", Keys.spellings())).contains("packages");
        assertThat(Suggest.nearest("something-else", Keys.spellings())).isEmpty();
        assertThat(Suggest.nearest("x", List.of())).isEmpty();
    }
}
