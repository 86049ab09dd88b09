package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is in a file, loading it ends well or with mistakes that have a place.
class FuzzTest {
    private static final int ROUNDS = 1500;
    private static final String INTERESTING = "[]{}:,-&*!|>'\"%@`#?~$\\\n\t \0\uFFFD\u00e4<=0";

    @TempDir
    Path directory;

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("f.yaml", ExampleTest.MAIN),
                Arguments.of("g.yaml", ExampleTest.BASE),
                Arguments.of(
                        "f.json",
                        "{\"ref\": \"a/${basearch}\", \"packages\": [\"a b\", \"'c >= 1'\"], \"rojig\": null,"
                                + "\"check-passwd\": {\"type\": \"data\", \"entries\": {\"bin\": [1, 2]}}, \"n\": 1e5,"
                                + "\"remove-from-packages\": [[\"a\", \"[x-z]{2}\"]], \"releasever\": 42.0}"),
                Arguments.of("f.ks", "%include x\n%packages --exclude-weakdeps\na\n-b # c\n%end\n"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void nothingElseIsThrown(String name, String valid) throws IOException {
        Random random = new Random(name.hashCode());
        Path file = directory.resolve(name);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = mutate(valid, random);
            Files.write(file, bytes);
            refused += loads(file) ? 0 : 1;
        }
        assertThat(refused).as("mutations that were noticed").isGreaterThan(ROUNDS / 4);
    }

    private static boolean loads(Path file) {
        try {
            Treefile tree = Treefile.load(file, LoadOptions.of("x86_64"));
            assertThat(tree.toJson()).isNotEmpty();
            return true;
        } catch (KeelsonException e) {
            assertThat(String.valueOf(e.getMessage()).lines())
                    .isNotEmpty()
                    .allSatisfy(l -> assertThat(l).matches("\\S+:\\d+:\\d+: .*"));
            return false;
        }
    }

    private static byte[] mutate(String valid, Random random) {
        StringBuilder text = new StringBuilder(valid);
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(20));
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, INTERESTING.charAt(random.nextInt(INTERESTING.length())));
                case 2 -> text.setCharAt(at, INTERESTING.charAt(random.nextInt(INTERESTING.length())));
                case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default -> text.delete(at, Math.max(at, Math.min(end, text.length() - 1)));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
