package io.keelson.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RelationsTest {
    @Test
    void readsEveryForm() {
        List<Clause> clauses = Relations.parse(
                "libc6 (>= 2.36), debconf(<<3)|debconf-2.0 , python3:any, a [amd64 arm64], b [!amd64] | c,\n d <!nocheck>,,",
                "amd64");
        assertThat(clauses)
                .extracting(Clause::toString)
                .containsExactly("libc6 (>= 2.36)", "debconf (<< 3) | debconf-2.0", "python3:any", "a", "c", "d");
    }

    @Test
    void dropsWhatIsForOtherArchitectures() {
        assertThat(Relations.parse("a [arm64], b [!amd64], c [linux-any]", "amd64"))
                .extracting(Clause::toString)
                .containsExactly("c");
    }

    @Test
    void oldOperatorsIncludeEquality() {
        assertThat(Relations.parseOne("a (< 2)").acceptsVersion("2")).isTrue();
        assertThat(Relations.parseOne("a (<< 2)").acceptsVersion("2")).isFalse();
        assertThat(Relations.parseOne("a (> 2)").acceptsVersion("2")).isTrue();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Relations.parse("a (>= 1", "amd64")).hasMessageContaining("')' is missing");
        assertThatThrownBy(() -> Relations.parse("a (=> 1)", "amd64")).hasMessageContaining("'=>' is none of");
        assertThatThrownBy(() -> Relations.parse("a b", "amd64")).hasMessageContaining("'b' where ','");
        assertThatThrownBy(() -> Relations.parse("a | , b", "amd64")).hasMessageContaining("name is missing");
        assertThatThrownBy(() -> Relations.parseOne("a, b")).hasMessageContaining("one package");
    }
}
