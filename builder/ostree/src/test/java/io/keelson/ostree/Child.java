package io.keelson.ostree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A class with a `main` in a process of its own, which can be killed at any moment.
public final class Child {
    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /// Starts it. It says with its first line that Java is up and the work begins.
    public static Child begin(Class<?> main, Object... arguments) throws IOException {
        return begin(Map.of(), main, arguments);
    }

    /// The same with these variables in its environment.
    public static Child begin(Map<String, String> environment, Class<?> main, Object... arguments) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(main, arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.inputReader().readLine())
                .as("the first line of %s", main)
                .isNotNull();
        return new Child(process);
    }

    private static List<String> command(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /// Waits for its end.
    public int status() throws InterruptedException {
        return process.waitFor();
    }

    /// Kills it after a while, unless it has ended.
    public void killAfter(long millis) throws InterruptedException {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }
}
