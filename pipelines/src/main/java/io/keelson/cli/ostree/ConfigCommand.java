package io.keelson.cli.ostree;

import io.keelson.ostree.Config;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "config", description = "Change repo configuration settings")
final class ConfigCommand extends RepositoryCommand {
    @Option(names = "--group", description = "Group name")
    private @Nullable String group;

    @Parameters(index = "0", paramLabel = "get|set|unset")
    private String operation = "";

    @Parameters(index = "1", paramLabel = "KEY")
    private String key = "";

    @Parameters(index = "2..*", paramLabel = "VALUE")
    private List<String> values = List.of();

    /// A place in the configuration.
    private record Key(String group, String name) {}

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Config config = repo.config();
            Key at = parse();
            switch (operation) {
                case "get" -> out().println(get(config, at));
                case "set" -> {
                    config.set(at.group(), at.name(), value());
                    config.save();
                }
                case "unset" -> {
                    config.unset(at.group(), at.name());
                    config.save();
                }
                default -> throw new KeelsonException("Unknown operation " + operation);
            }
        }
    }

    private Key parse() {
        if (group != null) {
            return new Key(group, key);
        }
        int dot = key.lastIndexOf('.');
        if (dot < 0) {
            throw new KeelsonException("Key must be of the form \"sectionname.keyname\"");
        }
        return new Key(key.substring(0, dot), key.substring(dot + 1));
    }

    private String value() {
        if (values.size() != 1) {
            throw new KeelsonException("KEY and VALUE must be specified");
        }
        return values.getFirst();
    }

    private static String get(Config config, Key at) {
        if (!config.has(at.group())) {
            throw new KeelsonException("Key file does not have group “" + at.group() + "”");
        }
        return config.get(at.group(), at.name())
                .orElseThrow(() -> new KeelsonException(
                        "Key file does not have key “" + at.name() + "” in group “" + at.group() + "”"));
    }
}
