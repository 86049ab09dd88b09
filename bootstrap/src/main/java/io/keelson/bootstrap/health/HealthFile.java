package io.keelson.bootstrap.health;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads `health.yaml`.
public final class HealthFile {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Mistakes mistakes;

    private HealthFile(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /// Takes the text of a file.
    ///
    /// @param file its name, for messages
    /// @throws io.keelson.release.KeelsonException with all mistakes and their lines
    public static Checks parse(String text, String file) {
        Mistakes mistakes = new Mistakes(file);
        Node root = compose(text, mistakes);
        mistakes.throwIfAny();
        if (root == null) {
            return Checks.NONE;
        }
        Checks checks = new HealthFile(mistakes).checks(new Fields(root, mistakes));
        mistakes.throwIfAny();
        return checks;
    }

    private static @Nullable Node compose(String text, Mistakes mistakes) {
        LoaderOptions options = new LoaderOptions();
        try {
            return new Composer(
                            new ParserImpl(new StreamReader(new StringReader(text)), options), new Resolver(), options)
                    .getSingleNode();
        } catch (MarkedYAMLException e) {
            mistakes.add(e.getProblemMark(), "not valid YAML: " + e.getProblem());
            return null;
        }
    }

    private Checks checks(Fields fields) {
        Duration deadline = fields.duration("deadline", Checks.DEADLINE);
        List<Check> checks = new ArrayList<>();
        switch (fields.take("checks")) {
            case null -> {}
            case SequenceNode list ->
                list.getValue().forEach(item -> check(item, deadline).ifPresent(checks::add));
            case Node other -> mistakes.add(other, "'checks' must be a list");
        }
        fields.end("the file (deadline, checks)");
        return new Checks(unique(checks), deadline);
    }

    private static List<Check> unique(List<Check> checks) {
        Set<String> names = new HashSet<>();
        List<Check> unique = new ArrayList<>();
        for (Check check : checks) {
            String name = check.name();
            for (int n = 2; !names.add(name); n++) {
                name = check.name() + " " + n;
            }
            unique.add(
                    new Check(name, check.what(), check.timeout(), check.interval(), check.within(), check.required()));
        }
        return unique;
    }

    private Optional<Check> check(Node node, Duration deadline) {
        Fields fields = new Fields(node, mistakes);
        Optional<String> name = fields.text("name");
        Duration timeout = fields.duration("timeout", TIMEOUT);
        Duration interval = fields.duration("interval", INTERVAL);
        Duration within = fields.duration("within", deadline);
        boolean required = fields.flag("required", true);
        List<String> kinds =
                fields.keys().stream().filter(Kinds.NAMES::contains).toList();
        if (kinds.size() != 1) {
            mistakes.add(node, "a check needs one of " + String.join(", ", Kinds.NAMES));
            return Optional.empty();
        }
        String kind = kinds.getFirst();
        Kinds.Named what = new Kinds(fields, mistakes).read(kind);
        fields.end("a check of kind " + kind);
        return Optional.of(new Check(
                name.orElse((kind + " " + what.name()).strip()), what.what(), timeout, interval, within, required));
    }
}
