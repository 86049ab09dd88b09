package io.keelson.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs real tools for tests.
public final class Shell {
    private Shell() {}

    /// Runs a script in `dir` and gives what it printed; any failing command fails the test.
    public static String run(Path dir, String script) throws IOException, InterruptedException {
        Path out = Files.createTempFile(dir, ".out", "");
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int status = process.waitFor();
        String text = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
        Files.delete(out);
        if (status != 0) {
            throw new AssertionError("exit status " + status + " of:\n" + script + "\n" + text);
        }
        return text;
    }
}
