package io.keelson.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs real tools.
final class Shell {
    private Shell() {}

    /// Runs a script in `dir` with `arguments` as `$1`, `$2`, ... and gives what it printed without the
    /// last line end; any failing command fails the test.
    static String run(Path dir, String script, Object... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("shell", ".out");
        try {
            int status = start(dir, script, out, arguments).waitFor();
            String text = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
            if (status != 0) {
                throw new AssertionError("exit status " + status + " of:\n" + script + "\n" + text);
            }
            return text.stripTrailing();
        } finally {
            Files.delete(out);
        }
    }

    private static Process start(Path dir, String script, Path out, Object... arguments) throws IOException {
        java.util.List<String> command =
                new java.util.ArrayList<>(java.util.List.of("bash", "-euo", "pipefail", "-c", script, "bash"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }
}
