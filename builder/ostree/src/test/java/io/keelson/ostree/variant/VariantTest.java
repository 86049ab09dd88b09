package io.keelson.ostree.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.Seeded;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantTest {
    private static Variant decode(String signature, String hex) {
        return Variant.decode(VariantType.of(signature), HexFormat.of().parseHex(hex));
    }

    private static String hex(Variant value) {
        return HexFormat.of().formatHex(value.encode());
    }

    @Test
    void bytesOfTheSpecification() {
        // https://people.gnome.org/~desrt/gvariant-serialisation.pdf, "Examples"
        assertThat(hex(Variant.of("hello world"))).isEqualTo("68656c6c6f20776f726c6400");
        assertThat(hex(Variant.parse("just 'hello world'"))).isEqualTo("68656c6c6f20776f726c640000");
        assertThat(hex(Variant.parse("[true, false, false, true, true]"))).isEqualTo("0100000101");
        assertThat(hex(Variant.parse("('foo', -1)"))).isEqualTo("666f6f00ffffffff04");
        assertThat(hex(Variant.parse("[('hi', -2), ('bye', -1)]")))
                .isEqualTo("686900" + "00" + "feffffff03" + "000000" + "62796500" + "ffffffff" + "04" + "0915");
        assertThat(hex(Variant.parse("['i', 'can', 'has', 'strings?']")))
                .isEqualTo("690063616e0068617300737472696e67733f0002060a13");
        assertThat(hex(Variant.parse("(byte 0x70, uint32 96)"))).isEqualTo("7000000060000000");
        assertThat(hex(Variant.parse("{'key': <uint32 514>}")))
                .isEqualTo("6b65790000000000" + "02020000" + "00" + "75" + "04" + "0f");
    }

    @Test
    void bytesThatOstreeWrites() {
        assertThat(decode("(a(say)a(sayay))", "00").encode()).hasSize(1);
        assertThat(decode("(uuua(ayay))", "0000000000000000000041ed").child(2).asSwappedInt())
                .isEqualTo(040755);
        assertThat(hex(new Variant.Tuple(List.of()))).isEqualTo("00");
    }

    @Test
    void refusesWhatIsNotNormal() {
        for (List<String> bad : List.of(
                List.of("b", "02"),
                List.of("s", "61"),
                List.of("s", "610061"),
                List.of("s", "ff00"),
                List.of("u", "0000"),
                List.of("as", "6100ff"),
                List.of("as", "610005"),
                List.of("(yu)", "0101000000000000"),
                List.of("(a(say)a(sayay))", ""),
                List.of("(sy)", "610001"),
                List.of("v", "0161"),
                List.of("v", "0100"),
                List.of("a{sv}", "ff"))) {
            assertThatThrownBy(() -> decode(bad.getFirst(), bad.getLast()))
                    .as("%s", bad)
                    .isInstanceOf(VariantFormatException.class);
        }
    }

    @Test
    void offsetsGrowWithTheContainer() {
        for (int length : new int[] {252, 253, 254, 255, 256, 65530, 65531, 65532, 65533, 65534, 65535, 65536}) {
            Variant value = Variant.tuple(Variant.of(new byte[length]), Variant.of(new byte[1]));
            assertThat(Variant.decode(value.type(), value.encode())).isEqualTo(value);
        }
    }

    @Test
    void printsAsGlibDoes() {
        for (String text : List.of(
                "'it''s'".replace("''", "\\'"),
                "uint64 18446744073709551615",
                "[byte 0x01, 0x02]",
                "b'bytes\\377'",
                "@as []",
                "@a{sv} {}",
                "{'a': <'b'>, 'n': <[uint16 1, 2]>}",
                "('x', 1, 2.5, true)",
                "(1,)",
                "@ms nothing",
                "objectpath '/a'",
                "0.10000000000000001",
                "1.0000000000000001e+300",
                "-1.0")) {
            String expected = text.equals("'it\\'s'") ? "\"it's\"" : text;
            assertThat(Variant.parse(text).print(true)).isEqualTo(expected);
        }
    }

    @Test
    void textMistakesAreExplained() {
        assertThatThrownBy(() -> Variant.parse("[1, 'a']")).hasMessageContaining("found 's' where 'i' is expected");
        assertThatThrownBy(() -> Variant.parse("'a")).hasMessageContaining("a quote is not closed");
        assertThatThrownBy(() -> Variant.parse("byte 256")).hasMessageContaining("'256' is not a value of type 'y'");
        assertThatThrownBy(() -> Variant.parse("[]")).hasMessageContaining("cannot be told");
        assertThatThrownBy(() -> Variant.parse("1 2")).hasMessageContaining("nothing more is expected");
    }

    @Test
    void everyValueSurvivesItsBytes() {
        Seeded.cases(2000, random -> {
            Variant value = new RandomVariants(random).value(3);
            byte[] bytes = value.encode();
            VariantType type = VariantType.of(value.type().signature());
            assertThat(Variant.decode(type, bytes)).isEqualTo(value);
            assertThat(value.byteswapped().byteswapped()).isEqualTo(value);
        });
    }

    @Test
    void everyValueSurvivesItsText() {
        Seeded.cases(2000, random -> {
            Variant value = new RandomVariants(random).value(3);
            assertThat(Variant.parse("<" + value.print(true) + ">").print(true))
                    .isEqualTo(new Variant.Boxed(value).print(true));
        });
    }

    @Test
    void rubbishIsRefusedOrUnderstood() {
        VariantType type = VariantType.of("(a{sv}a(sayay)mv)");
        Seeded.cases(5000, random -> {
            byte[] bytes = new RandomVariants(random).bytes(100);
            try {
                assertThat(Variant.decode(type, bytes).encode()).isEqualTo(bytes);
            } catch (VariantFormatException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        });
    }
}
