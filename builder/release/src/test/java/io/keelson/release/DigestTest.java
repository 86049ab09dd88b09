package io.keelson.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {
    // FIPS 180-2, appendix B.1
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void agreesWithTheStandard() {
        Digest digest = Digest.of("abc".getBytes(StandardCharsets.UTF_8));
        assertThat(digest.hex()).isEqualTo(ABC);
        assertThat(Digest.parse(ABC)).isEqualTo(digest);
        assertThat(Digest.ofRaw(digest.raw())).isEqualTo(digest);
    }

    @Test
    void ordersAsItsTextDoes() {
        Digest low = Digest.parse("00".repeat(31) + "ff");
        Digest high = Digest.parse("ff".repeat(32));
        assertThat(low).isLessThan(high);
        assertThat(Digest.parse(ABC)).isBetween(low, high);
    }

    @Test
    void refusesWhatIsNotADigest() {
        assertThatThrownBy(() -> Digest.parse("abc")).hasMessageContaining("abc");
        assertThatThrownBy(() -> Digest.ofRaw(new byte[31])).hasMessageContaining("31");
        assertThat(Digest.isHex(ABC.toUpperCase(java.util.Locale.ROOT))).isFalse();
    }
}
