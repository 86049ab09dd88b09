package io.keelson.ostree.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.Seeded;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BsdiffTest {
    /// Few different bytes make many repetitions, which are what is hard to sort.
    private static byte[] text(Random random) {
        byte[] text = new byte[random.nextInt(201)];
        int symbols = 1 + random.nextInt(4);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (128 - symbols / 2 + random.nextInt(symbols));
        }
        return text;
    }

    @Test
    void suffixesAreSorted() {
        Seeded.cases(2000, random -> {
            byte[] text = text(random);
            int[] expected = IntStream.range(0, text.length)
                    .boxed()
                    .sorted(Comparator.comparing(
                            start -> Arrays.copyOfRange(text, start, text.length), Arrays::compareUnsigned))
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(SuffixArray.of(text)).isEqualTo(expected);
        });
    }

    @Test
    void aPatchMakesTheNewContent() {
        Seeded.cases(2000, random -> {
            byte[] old = text(random);
            byte[] now = text(random);
            assertThat(apply(old, Bsdiff.patch(old, now), now.length)).isEqualTo(now);
        });
    }

    @Test
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

    @Test
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
