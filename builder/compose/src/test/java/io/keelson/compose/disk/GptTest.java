package io.keelson.compose.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table is read by sfdisk.
class GptTest {
    private static final long SECTORS = 40_960;
    private static final UUID DISK = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    @TempDir
    Path dir;

    private static Partition partition(PartitionType type, int number, long first, long sectors) {
        return new Partition(type, new UUID(number, number), "part-" + number, first, sectors);
    }

    private String sfdisk(Gpt table, String... arguments) throws Exception {
        Path file = dir.resolve("disk");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            table.write(channel);
        }
        return run(concat(arguments, file.toString()));
    }

    private static String[] concat(String[] arguments, String last) {
        String[] all = new String[arguments.length + 2];
        all[0] = "sfdisk";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 1] = last;
        return all;
    }

    static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void sfdiskReadsIt() throws Exception {
        Gpt table = new Gpt(
                DISK,
                SECTORS,
                List.of(
                        partition(PartitionType.BIOS_BOOT, 1, 2048, 2048),
                        partition(PartitionType.EFI_SYSTEM, 2, 4096, 8192),
                        partition(PartitionType.ROOT_X86_64, 3, 12_288, SECTORS - Gpt.TAIL - 12_288)));
        String dump = sfdisk(table, "--dump");
        assertThat(dump)
                .contains("label: gpt", "label-id: 01234567-89AB-CDEF-0123-456789ABCDEF")
                .contains("start=        2048, size=        2048, type=21686148-6449-6E6F-744E-656564454649")
                .contains("type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, uuid=00000000-0000-0002-0000-000000000002")
                .contains("name=\"part-3\"");
    }

    @Test
    void sfdiskFindsNothingToComplainOf() throws Exception {
        Gpt table = new Gpt(DISK, SECTORS, List.of(partition(PartitionType.ROOT_X86_64, 1, 2048, 2048)));
        assertThat(sfdisk(table, "--verify")).contains("No errors detected");
    }

    @Test
    void whatOverlapsOrDoesNotFitIsRefused() {
        Partition first = partition(PartitionType.EFI_SYSTEM, 1, 2048, 2048);
        assertThatThrownBy(() -> new Gpt(DISK, SECTORS, List.of(first, first)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new Gpt(DISK, SECTORS, List.of(partition(PartitionType.EFI_SYSTEM, 1, 2048, SECTORS - 2048))))
                .hasMessageContaining("does not fit");
        assertThatThrownBy(() -> new Gpt(DISK, SECTORS, List.of(partition(PartitionType.EFI_SYSTEM, 1, 1, 1))))
                .hasMessageContaining("does not fit");
    }
}
