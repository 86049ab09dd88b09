package io.keelson.bootstrap.host.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootFilesTest {
    private static byte[] kernel(int setupSectors, int paragraphs) {
        byte[] head = new byte[KernelImage.HEAD];
        head[0x1f1] = (byte) setupSectors;
        head[0x1f4] = (byte) paragraphs;
        head[0x1f5] = (byte) (paragraphs >> 8);
        System.arraycopy("HdrS".getBytes(StandardCharsets.US_ASCII), 0, head, 0x202, 4);
        return head;
    }

    @Test
    void aKernelIsAsLongAsItsHeaderSays() {
        assertThat(KernelImage.fault(kernel(1, 100), 1024 + 1600)).isEmpty();
        assertThat(KernelImage.fault(kernel(1, 100), 1024 + 1599)).hasValue("is cut: 2623 bytes, its header says 2624");
        assertThat(KernelImage.fault(kernel(0, 0x8001), 5 * 512 + 0x80010)).isEmpty();
        assertThat(KernelImage.fault(kernel(1, 100), 0)).hasValue("is empty");
    }

    @Test
    void aKernelOfAnotherKindIsNotMeasured() {
        byte[] arm = new byte[64];
        System.arraycopy("ARMd".getBytes(StandardCharsets.US_ASCII), 0, arm, 0x38, 4);
        assertThat(KernelImage.fault(arm, 64)).isEmpty();
        assertThat(KernelImage.fault(new byte[10], 10)).hasValue("is no kernel that a boot loader could start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3037303730313030", "1f8b080000000000", "28b52ffd00000000", "fd377a585a000000"})
    void whatAKernelUnpacksIsAnInitramfs(String head) {
        assertThat(InitramfsImage.fault(HexFormat.of().parseHex(head), 8)).isEmpty();
    }

    @Test
    void noiseIsNone() {
        byte[] noise = new byte[8];
        Arrays.fill(noise, (byte) 0x5a);
        assertThat(InitramfsImage.fault(noise, 8)).get().asString().startsWith("is nothing that a kernel can unpack");
        assertThat(InitramfsImage.fault(new byte[0], 0)).hasValue("is empty");
    }
}
