package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// qemu-img finds in each format the disk that went in.
class DiskFormatTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource(DiskFormat.class)
    void theDiskIsTheSame(DiskFormat format) throws Exception {
        byte[] disk = new byte[4 << 20];
        new Random(1).nextBytes(disk);
        Path raw = Files.write(dir.resolve("raw"), disk);
        Path made = dir.resolve("made");
        try (Workspace work = Workspace.create(dir, false)) {
            Programs programs = new Programs(work, false, Map.of());
            format.convert(programs, raw, made);
            String kind = format == DiskFormat.VHD ? "vpc" : format.toString();
            assertThat(programs.run("qemu-img", "info", "-f", kind, made.toString()))
                    .contains("file format: " + kind, "virtual size: 4 MiB");
            assertThat(programs.run("qemu-img", "compare", "-f", "raw", "-F", kind, raw.toString(), made.toString()))
                    .contains("identical");
        }
    }
}
