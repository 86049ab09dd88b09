package io.keelson.ostree.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BsdiffTest {
    /// Few different bytes make many repetitions, which are what is hard to sort.
    @Provide
    static Arbitrary<byte[]> texts() {
        return Arbitraries.integers()
                .between(1, 4)
                .flatMap(symbols -> Arbitraries.bytes()
                        .between((byte) (128 - symbols), (byte) 127)
                        .array(byte[].class)
                        .ofMaxSize(200));
    }

    @Property
    void suffixesAreSorted(@ForAll("texts") byte[] text) {
        int[] expected = IntStream.range(0, text.length)
                .boxed()
                .sorted(Comparator.comparing(
                        start -> Arrays.copyOfRange(text, start, text.length), Arrays::compareUnsigned))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(SuffixArray.of(text)).isEqualTo(expected);
    }

    @Property
    void aPatchMakesTheNewContent(@ForAll("texts") byte[] old, @ForAll("texts") byte[] now) throws IOException {
        assertThat(apply(old, Bsdiff.patch(old, now), now.length)).isEqualTo(now);
    }

    @Example
    void aPatchOfLargeContentsIsMostlyZeros() throws IOException {
        byte[] old = new byte[1 << 20];
        new Random(1).nextBytes(old);
        byte[] now = Arrays.copyOf(old, old.length + 100);
        System.arraycopy(old, 0, now, 100, old.length);
        for (int i = 0; i < now.length; i += 5000) {
            now[i]++;
        }
        byte[] patch = Bsdiff.patch(old, now);
        assertThat(apply(old, patch, now.length)).isEqualTo(now);
        assertThat(IntStream.range(0, patch.length).filter(i -> patch[i] != 0).count())
                .isLessThan(1000);
    }

    @Example
    void aPatchThatLiesIsRefused() {
        byte[] old = new byte[100];
        byte[] now = new byte[100];
        now[50] = 1;
        byte[] patch = Bsdiff.patch(old, now);
        for (int i = 0; i < 15; i++) {
            byte[] bad = patch.clone(); // of the numbers that say how much to add and to copy
            bad[i] ^= (byte) 0x80;
            assertThatThrownBy(() -> apply(old, bad, now.length)).isInstanceOf(KeelsonException.class);
        }
        byte[] cut = Arrays.copyOf(patch, patch.length - 1);
        assertThatThrownBy(() -> apply(old, cut, now.length)).hasMessageContaining("ends too early");
    }

    private static byte[] apply(byte[] old, byte[] patch, int size) throws IOException {
        Blob blob = Blob.of(patch);
        try (PatchStream stream = new PatchStream(Blob.of(old), blob, blob.all(), size)) {
            return stream.readAllBytes();
        }
    }
}
