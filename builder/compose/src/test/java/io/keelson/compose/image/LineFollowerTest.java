package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFollowerTest {
    @Test
    void givesEachLineOnceAndWhenItIsComplete(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("log"), "one\ntw");
        try (LineFollower follower = new LineFollower(file)) {
            assertThat(follower.lines()).containsExactly("one");
            assertThat(follower.rest()).isEqualTo("tw");
            Files.writeString(file, "o\n\nünf".repeat(2), StandardOpenOption.APPEND);
            assertThat(follower.lines()).containsExactly("two", "", "ünfo", "");
            assertThat(follower.rest()).isEqualTo("ünf");
            assertThat(follower.lines()).isEmpty();
        }
    }
}
