package io.keelson.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Runs real tools for tests.
public final class Run {
    private Run() {}

    /// Runs a script in `directory` and gives what it printed; any failing command fails the test.
    public static String script(Path directory, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("exit status " + process.exitValue() + " of:\n" + script + "\n" + text);
        }
        return text;
    }
}
