package io.keelson.compose.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What qemu-img makes up has not always the same length.
class VmdkTest {
    private static final UUID IDENTITY = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    @TempDir
    Path dir;

    private byte[] settled(String descriptor) throws IOException {
        ByteBuffer disk = ByteBuffer.allocate(8 * Partition.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        disk.putLong(28, 1).putLong(36, 2);
        disk.put(Partition.SECTOR, descriptor.getBytes(StandardCharsets.ISO_8859_1));
        Path file = Files.write(dir.resolve("disk"), disk.array());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Vmdk.settle(channel, IDENTITY);
        }
        return Files.readAllBytes(file);
    }

    @Test
    void numbersOfAllLengthsBecomeTheSame() throws Exception {
        byte[] expected = settled("version=1\nCID=00918a2b\nparentCID=ffffffff\nend\n");
        assertThat(settled("version=1\nCID=fedcba98\nparentCID=ffffffff\nend\n"))
                .isEqualTo(expected);
        assertThat(settled("version=1\nCID=c\nparentCID=ffffffff\nend\n")).isEqualTo(expected);
        assertThat(new String(expected, StandardCharsets.ISO_8859_1))
                .contains("\nCID=0091a2b3\nparentCID=ffffffff\nend\n\0");
    }

    @Test
    void whatIsLeftOfALongerTextGoes() throws Exception {
        assertThat(settled("CID=fedcba\nend\n\0\n")).isEqualTo(settled("CID=fedcba98\nend\n"));
    }

    @Test
    void aDescriptorWithoutNumberIsNone() {
        assertThatThrownBy(() -> settled("version=1\nparentCID=ffffffff\n")).isInstanceOf(IOException.class);
    }
}
