package io.keelson.packages.deb.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.packages.Shell;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happened to a file, reading it ends, and ends well or with one message that names it.
class DamagedDebTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "xz", "zstd"})
    void damageIsToldNotCrashedOn(String compression) throws Exception {
        Shell.run(dir, """
                mkdir -p tree/DEBIAN tree/usr/lib
                printf 'Package: a\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@x>\\nDescription: d\\n' > tree/DEBIAN/control
                seq 1 3000 > tree/usr/lib/numbers
                ln -s numbers tree/usr/lib/link
                ln tree/usr/lib/numbers tree/usr/lib/hard
                dpkg-deb --root-owner-group -Z%s -b tree good.deb
                """.formatted(compression));
        byte[] good = Files.readAllBytes(dir.resolve("good.deb"));
        assertThat(isRead(good)).isTrue();
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            byte[] bad = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int flips = random.nextInt(4); flips >= 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            refused += isRead(bad) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(40);
    }

    private boolean isRead(byte[] content) throws IOException {
        Path file = Files.write(dir.resolve("some.deb"), content);
        try (DebFile deb = DebFile.open(file)) {
            deb.control();
            deb.data((_, in) -> in.readAllBytes());
            return true;
        } catch (KeelsonException e) {
            assertThat(e).hasMessageContaining(file.toString());
            return false;
        }
    }
}
