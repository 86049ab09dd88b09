package io.keelson.packages.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.packages.Shell;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XzStreamsTest {
    @TempDir
    Path dir;

    @Test
    void bothDecodersGiveTheSameBytes() throws Exception {
        Shell.run(dir, """
                (seq 1 100000; head -c 300000 /dev/urandom) > plain
                xz -6 --check=crc64 -k -c plain > single
                xz -0 --check=sha256 --block-size=200000 -k -c plain > blocks
                (xz -c plain; xz -9e --check=crc32 -c plain) > twice
                : | xz > empty
                """);
        byte[] plain = Files.readAllBytes(dir.resolve("plain"));
        byte[] doubled = Arrays.copyOf(plain, plain.length * 2);
        System.arraycopy(plain, 0, doubled, plain.length, plain.length);

        assertBoth("single", plain);
        assertBoth("blocks", plain);
        assertBoth("twice", doubled);
        assertBoth("empty", new byte[0]);
    }

    @Test
    void bothDecodersRefuseTheSameFaults() throws Exception {
        Shell.run(dir, "seq 1 100000 | xz > good");
        byte[] good = Files.readAllBytes(dir.resolve("good"));
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        byte[] trailing = Arrays.copyOf(good, good.length + 5);
        Arrays.fill(trailing, good.length, trailing.length, (byte) 'x');
        for (byte[] bad :
                new byte[][] {flipped, trailing, Arrays.copyOf(good, good.length - 1), new byte[] {1, 2, 3}}) {
            assertThatThrownBy(() -> read(XzStreams.openNative(new ByteArrayInputStream(bad))))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> read(XzStreams.openJava(new ByteArrayInputStream(bad))))
                    .isInstanceOf(IOException.class);
        }
    }

    private void assertBoth(String name, byte[] expected) throws IOException {
        assertThat(read(XzStreams.openNative(Files.newInputStream(dir.resolve(name)))))
                .isEqualTo(expected);
        assertThat(read(XzStreams.openJava(Files.newInputStream(dir.resolve(name)))))
                .isEqualTo(expected);
    }

    private static byte[] read(InputStream in) throws IOException {
        try (in) {
            return in.readAllBytes();
        }
    }
}
