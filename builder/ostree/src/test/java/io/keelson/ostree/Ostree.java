package io.keelson.ostree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The real command line, the judge of what we write.
public final class Ostree {
    /// What a program said and how it ended.
    public record Result(int status, String out) {}

    private Ostree() {}

    /// Runs `ostree`, which must succeed, and returns what it printed.
    public static String ostree(Object... arguments) throws IOException, InterruptedException {
        return run("ostree", arguments);
    }

    public static String run(String program, Object... arguments) throws IOException, InterruptedException {
        Result result = tryRun(program, arguments);
        assertThat(result.status()).as(result.out()).isZero();
        return result.out();
    }

    /// Runs a program; standard output and error come back as one.
    public static Result tryRun(String program, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path out = Files.createTempFile("ostree-test", ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().put("LC_ALL", "C.UTF-8");
            int status = builder.start().waitFor();
            return new Result(
                    status, Files.readString(out, StandardCharsets.UTF_8).stripTrailing());
        } finally {
            Files.delete(out);
        }
    }
}
