package io.keelson.compose.initramfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads what the real cpio writes.
class CpioTest {
    @TempDir
    Path directory;

    private byte[] archive(String format) throws IOException, InterruptedException {
        Run.script(
                directory,
                "mkdir -p t/usr/ü; cd t; printf abc > usr/three; printf abcd > usr/ü/four; head -c 70000 /dev/zero > big;"
                        + " ln -sf usr/three link; ln -f usr/three hard; : > empty;"
                        + " find . | sort | cpio --quiet -o -H " + format + " > ../archive");
        return Files.readAllBytes(directory.resolve("archive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"newc", "crc"})
    void tellsAllNamesAndCopiesUpToTheEnd(String format) throws IOException, InterruptedException {
        byte[] archive = archive(format);
        List<String> names = new ArrayList<>();
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(archive);
        Cpio.read(in, copy, names::add);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        ".", "big", "empty", "hard", "link", "usr", "usr/three", "usr/ü", "usr/ü/four");
        in.transferTo(copy); // padding to a whole block
        assertThat(copy.toByteArray()).isEqualTo(archive);
    }

    @Test
    void stopsAtTheEndOfTheFirstOfTwo() throws IOException, InterruptedException {
        byte[] archive = archive("newc");
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        Cpio.read(new ByteArrayInputStream(archive), first, name -> {});
        byte[] two = Arrays.copyOf(first.toByteArray(), 2 * first.size());
        System.arraycopy(two, 0, two, first.size(), first.size());
        InputStream in = new ByteArrayInputStream(two);
        Cpio.read(in, OutputStream.nullOutputStream(), name -> {});
        assertThat(in.available()).isEqualTo(first.size());
    }

    @Test
    void damageSaysWhere() throws IOException, InterruptedException {
        byte[] archive = archive("newc");
        assertThatThrownBy(() -> read(Arrays.copyOf(archive, 50_000)))
                .isInstanceOf(EOFException.class)
                .hasMessageMatching("the cpio archive ends after \\d+ bytes");
        assertThatThrownBy(() -> read("no archive at all".repeat(20).getBytes(StandardCharsets.UTF_8)))
                .hasMessage("no cpio archive in the newc format at byte 0");
        byte[] wrong = archive.clone();
        wrong[54] = 'x';
        assertThatThrownBy(() -> read(wrong)).hasMessage("a cpio header has no number at 54");
    }

    private static void read(byte[] archive) throws IOException {
        Cpio.read(new ByteArrayInputStream(archive), OutputStream.nullOutputStream(), name -> {});
    }
}
