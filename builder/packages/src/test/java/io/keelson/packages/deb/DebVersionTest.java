package io.keelson.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebVersionTest {
    private static final int PAIRS = 700;
    // One shell for all pairs: it writes the operator that dpkg finds to hold.
    private static final String COMPARE = """
            while read -r a b; do
                for op in lt eq gt; do
                    if dpkg --compare-versions "$a" $op "$b" 2>/dev/null; then echo $op; break; fi
                done
            done
            """;

    @TempDir
    Path directory;

    @Test
    void agreesWithDpkg() throws IOException, InterruptedException {
        List<String[]> pairs = pairs();
        List<String> theirs = dpkg(pairs);
        List<String> ours = pairs.stream()
                .map(pair -> sign(DebVersion.compare(pair[0], pair[1])))
                .toList();
        assertThat(theirs).hasSize(PAIRS).contains("lt", "eq", "gt");
        for (int i = 0; i < PAIRS; i++) {
            assertThat(ours.get(i))
                    .as("%s against %s", pairs.get(i)[0], pairs.get(i)[1])
                    .isEqualTo(theirs.get(i));
        }
    }

    @Test
    void isAnOrder() {
        for (String[] pair : pairs()) {
            assertThat(DebVersion.compare(pair[1], pair[0])).isEqualTo(-DebVersion.compare(pair[0], pair[1]));
        }
    }

    @Test
    void knowsWhatAVersionIs() {
        assertThat(List.of("1", "1:2.3~rc1+b1-4.5", "0", "2024a-0+deb12u1")).allMatch(DebVersion::isValid);
        assertThat(List.of("", "a1", ":1", "1:", "x:1", "1 2", "1_2")).noneMatch(DebVersion::isValid);
    }

    // The second of a pair is often the first one with something changed, as in life.
    private static List<String[]> pairs() {
        Random random = new Random(20);
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            String a = version(random);
            pairs.add(new String[] {a, random.nextInt(3) == 0 ? version(random) : changed(a, random)});
        }
        return pairs;
    }

    private static String version(Random random) {
        String epoch = random.nextInt(4) == 0 ? random.nextInt(3) + ":" : "";
        String revision = random.nextInt(3) > 0 ? "-" + text(random, "0123456789abZ.+~", 5) : "";
        String upstream = random.nextInt(10) + text(random, revision.isEmpty() ? "0019ab.+~" : "0019aZ.+~-", 8);
        return epoch + upstream + revision;
    }

    private static String changed(String version, Random random) {
        int at = version.indexOf(':') + 2;
        int cut = Math.min(version.length(), at + random.nextInt(version.length()));
        return version.substring(0, cut) + text(random, "0129a~.+", 2) + version.substring(cut);
    }

    private static String text(Random random, String letters, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(most); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private List<String> dpkg(List<String[]> pairs) throws IOException, InterruptedException {
        Path output = directory.resolve("signs");
        Process shell = new ProcessBuilder("sh", "-c", COMPARE)
                .redirectOutput(output.toFile())
                .start();
        try (OutputStream in = shell.getOutputStream()) {
            for (String[] pair : pairs) {
                in.write((pair[0] + " " + pair[1] + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(shell.waitFor()).isZero();
        return Files.readAllLines(output);
    }

    private static String sign(int order) {
        return order < 0 ? "lt" : order > 0 ? "gt" : "eq";
    }
}
