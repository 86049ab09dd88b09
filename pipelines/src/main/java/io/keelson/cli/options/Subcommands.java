package io.keelson.cli.options;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The commands below a command, each made only when it may be meant: to read the annotations of all of
/// them takes longer than most commands run.
public final class Subcommands {
    private static final List<String> HELP = List.of("-h", "--help", "help");

    private final SequencedMap<String, Supplier<Object>> makers = new LinkedHashMap<>();

    /// Adds one; help lists them in the order of these calls.
    ///
    /// @param maker makes the annotated command, or its [CommandLine]
    public Subcommands with(String name, Supplier<Object> maker) {
        makers.put(name, maker);
        return this;
    }

    /// The names of all of them.
    public Set<String> names() {
        return Collections.unmodifiableSet(makers.keySet());
    }

    /// Makes those that the arguments name anywhere. All of them when help is asked for, and when none is
    /// named: then the message wants to suggest the right one.
    public CommandLine addTo(CommandLine parent, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        boolean all = words.stream().anyMatch(HELP::contains) || words.stream().noneMatch(makers::containsKey);
        for (Map.Entry<String, Supplier<Object>> each : makers.entrySet()) {
            if (all || words.contains(each.getKey())) {
                parent.addSubcommand(each.getKey(), each.getValue().get());
            }
        }
        return parent;
    }
}
