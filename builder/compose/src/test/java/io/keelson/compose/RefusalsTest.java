package io.keelson.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.treefile.LoadOptions;
import io.keelson.compose.treefile.Treefile;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalsTest {
    private static final String IMAGE = "ref: test\nselinux: false\nrepos: [host]\npackages: [a]\n";

    @TempDir
    Path directory;

    private Treefile treefile(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("image.yaml"), text);
        return Treefile.load(file, LoadOptions.of("x86_64"));
    }

    @Test
    void everythingThatCannotBeDoneIsToldAtOnceWithItsPlace() throws IOException {
        Treefile treefile = treefile(IMAGE + "ima: true\ngpg-key: x\ncliwrap: true\n");
        assertThatThrownBy(() -> Refusals.check(treefile))
                .isInstanceOf(KeelsonException.class)
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).lines().map(RefusalsTest::shortened))
                                .containsExactly("6 gpg-key", "5 ima", "7 cliwrap"));
    }

    /// Line and key of a message.
    private static String shortened(String line) {
        return line.replaceFirst(".*image.yaml:(\\d+)\\S* (\\S+) is not supported in a compose yet", "$1 $2");
    }

    @Test
    void otherTreefilesPass() throws IOException {
        Treefile treefile = treefile(IMAGE);
        assertThatCode(() -> Refusals.check(treefile)).doesNotThrowAnyException();
    }
}
