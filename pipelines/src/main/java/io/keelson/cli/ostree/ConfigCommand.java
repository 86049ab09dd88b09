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

    @Parameters(index = "1..*", paramLabel = "KEY [VALUE]")
    private List<String> words = List.of();

    /// A place in the configuration.
    private record Key(String group, String name) {}

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Config config = repo.config();
            expectWords(operation.equals("set") ? 2 : 1);
            Key at = parse(words.getFirst());
            switch (operation) {
                case "get" -> out().println(get(config, at));
                case "set" -> {
                    config.set(at.group(), at.name(), words.get(1));
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

    private void expectWords(int wanted) {
        if (words.size() > wanted) {
            throw new KeelsonException("Too many arguments given");
        }
        if (words.size() < wanted) {
            throw new KeelsonException((group == null ? "" : "GROUP name, ") + "KEY" + (wanted > 1 ? " and VALUE" : "")
                    + " must be specified");
        }
    }

    private Key parse(String key) {
        if (group != null) {
            return new Key(group, key);
        }
        int dot = key.indexOf('.');
        if (dot < 0) {
            throw new KeelsonException("Key must be of the form \"sectionname.keyname\"");
        }
        return new Key(key.substring(0, dot), key.substring(dot + 1));
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
