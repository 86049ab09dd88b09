package io.keelson.compose.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A program of the image that is to run in the sandbox.
///
/// @param argv program and arguments, as seen inside
/// @param environment all of its environment beside PATH, HOME and LC_ALL
/// @param hidden programs of the image that are out of reach: they do nothing and succeed
/// @param binds files and directories of this machine that are seen inside, read-only
/// @param timeout after which it is killed
public record Program(
        List<String> argv,
        Map<String, String> environment,
        List<String> hidden,
        Map<String, Path> binds,
        Duration timeout) {

    /// A program with nothing special, which has ten minutes.
    public static Program of(String... argv) {
        return new Program(List.of(argv), Map.of(), List.of(), Map.of(), Duration.ofMinutes(10));
    }

    /// The same with one more variable.
    public Program with(String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return new Program(argv, more, hidden, binds, timeout);
    }

    /// The same with these programs out of reach.
    public Program hiding(List<String> programs) {
        return new Program(argv, environment, programs, binds, timeout);
    }

    /// The same with a file or directory of this machine at `inside`.
    public Program bind(Path outside, String inside) {
        Map<String, Path> more = new TreeMap<>(binds);
        more.put(inside, outside);
        return new Program(argv, environment, hidden, more, timeout);
    }

    /// The same with another time limit.
    public Program within(Duration limit) {
        return new Program(argv, environment, hidden, binds, limit);
    }
}
