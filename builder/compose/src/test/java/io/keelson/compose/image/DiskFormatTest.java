package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// qemu-img finds in each format the disk that went in, and each has the same bytes each time.
class DiskFormatTest {
    private static final DiskIdentity IDENTITY = new DiskIdentity("5ae0".repeat(16), 1_700_000_000);
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path dir;

    private Workspace work;
    private Programs programs;
    private Path raw;

    /// Mostly holes, with noise at both ends and in the middle.
    @BeforeEach
    void makeDisk() throws IOException {
        work = Workspace.create(dir, false);
        programs = new Programs(work, false, Map.of());
        raw = dir.resolve("raw");
        byte[] noise = new byte[MEBIBYTE];
        try (RandomAccessFile file = new RandomAccessFile(raw.toFile(), "rw")) {
            for (int mebibyte : new int[] {0, 1, 2, 40, 127}) {
                new Random(mebibyte).nextBytes(noise);
                file.seek((long) mebibyte * MEBIBYTE);
                file.write(noise);
            }
        }
    }

    @AfterEach
    void close() {
        work.close();
    }

    private Path convert(DiskFormat format, String name, DiskIdentity identity) throws IOException {
        Path directory = Files.createDirectory(dir.resolve(name));
        Path made = directory.resolve("made");
        format.convert(programs, raw, made, identity);
        return made;
    }

    private static String kind(DiskFormat format) {
        return format == DiskFormat.VHD ? "vpc" : format.toString();
    }

    @ParameterizedTest
    @EnumSource(DiskFormat.class)
    void theDiskIsTheSame(DiskFormat format) throws Exception {
        Path made = convert(format, "one", IDENTITY);
        String kind = kind(format);
        assertThat(programs.run("qemu-img", "info", "-f", kind, made.toString()))
                .contains("file format: " + kind, "virtual size: 128 MiB");
        assertThat(programs.run("qemu-img", "compare", "-f", "raw", "-F", kind, raw.toString(), made.toString()))
                .contains("identical");
    }

    @ParameterizedTest
    @EnumSource(
            value = DiskFormat.class,
            names = {"QCOW2", "VMDK", "VHDX"})
    void qemuImgFindsNoErrors(DiskFormat format) throws Exception {
        Path made = convert(format, "one", IDENTITY);
        assertThat(programs.run("qemu-img", "check", "-f", kind(format), made.toString()))
                .contains("No errors were found");
    }

    @ParameterizedTest
    @EnumSource(DiskFormat.class)
    void theBytesAreTheSameAtAnotherTime(DiskFormat format) throws Exception {
        Path one = convert(format, "one", IDENTITY);
        // The formats that have times have whole seconds.
        Thread.sleep(format == DiskFormat.VHD ? 1100 : 0);
        // More than once: some numbers that qemu-img makes up look different only now and then.
        for (String name : List.of("two", "three", "four")) {
            assertThat(Files.mismatch(one, convert(format, name, IDENTITY))).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DiskFormat.class,
            mode = Mode.EXCLUDE,
            names = {"RAW", "QCOW2"})
    void anotherCommitsDiskHasAnotherIdentity(DiskFormat format) throws Exception {
        Path one = convert(format, "one", IDENTITY);
        Path two = convert(format, "two", new DiskIdentity("17".repeat(32), IDENTITY.time()));
        assertThat(Files.mismatch(one, two)).isNotEqualTo(-1);
    }

    /// qemu-img only warns of a wrong checksum of this format, and a disk that is grown by it keeps what it has.
    @ParameterizedTest
    @EnumSource(
            value = DiskFormat.class,
            names = {"VHD"})
    void theFooterHasItsOwnTimeAndChecksum(DiskFormat format) throws Exception {
        Path made = convert(format, "one", IDENTITY);
        byte[] footer = new byte[512];
        try (RandomAccessFile file = new RandomAccessFile(made.toFile(), "r")) {
            file.seek(file.length() - footer.length);
            file.readFully(footer);
        }
        ByteBuffer bytes = ByteBuffer.wrap(footer);
        assertThat(Integer.toUnsignedLong(bytes.getInt(24)) + 946_684_800).isEqualTo(IDENTITY.time());
        int checksum = bytes.getInt(64);
        bytes.putInt(64, 0);
        int sum = 0;
        for (byte value : footer) {
            sum += Byte.toUnsignedInt(value);
        }
        assertThat(checksum).isEqualTo(~sum);
    }
}
