package io.keelson.packages.deb.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class Deb822Test {
    @Test
    void keepsOrderContinuationsAndLineNumbers() {
        List<Stanza> stanzas = Deb822.parse("f", """

                # a comment
                Package: a
                Description: short
                 long
                # a comment inside a field
                 .
                  verbatim
                Empty:

                \s
                package: b
                Depends:
                 x,
                \ty
                """);

        assertThat(stanzas).hasSize(2);
        assertThat(stanzas.getFirst().fields())
                .extracting(Stanza.Field::name, Stanza.Field::line)
                .containsExactly(tuple("Package", 3), tuple("Description", 4), tuple("Empty", 9));
        assertThat(stanzas.getFirst().get("description")).isEqualTo("short\nlong\n.\n verbatim");
        assertThat(stanzas.getFirst().get("EMPTY")).isEmpty();
        assertThat(stanzas.getFirst().get("Depends")).isNull();
        assertThat(stanzas.get(1).get("Package")).isEqualTo("b");
        assertThat(stanzas.get(1).words("Depends")).containsExactly("x,", "y");
        assertThat(stanzas.get(1).where("depends")).isEqualTo("f:13");
    }

    @Test
    void tellsAllMistakesTogether() {
        assertThatThrownBy(() -> Deb822.parse("some.sources", """
                 lost
                Types: deb
                types: deb
                no colon here
                : no name
                """))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("""
                        some.sources:1: a continuation line without a field before it
                        some.sources:3: the field types stands twice in one stanza
                        some.sources:4: expected "Field: value", found "no colon here"
                        some.sources:5: expected "Field: value", found ": no name\"""");
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }
}
