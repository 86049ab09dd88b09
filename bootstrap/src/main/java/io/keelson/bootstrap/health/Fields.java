package io.keelson.bootstrap.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// The keys of a mapping. Whoever has taken all that it knows calls [#end(String)], and what is left is a mistake.
final class Fields {
    private final Node mapping;
    private final Mistakes mistakes;
    private final Map<String, Node> left = new LinkedHashMap<>();

    Fields(Node node, Mistakes mistakes) {
        this.mapping = node;
        this.mistakes = mistakes;
        if (node instanceof MappingNode map) {
            map.getValue().forEach(this::add);
        } else if (!(node instanceof ScalarNode scalar) || !scalar.getValue().isEmpty()) {
            mistakes.add(node, "expected keys and values");
        }
    }

    private void add(NodeTuple tuple) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (left.put(key, tuple.getValueNode()) != null) {
            mistakes.add(tuple.getKeyNode(), "the key '" + key + "' stands here twice");
        }
    }

    /// The keys that nobody took yet.
    List<String> keys() {
        return List.copyOf(left.keySet());
    }

    @Nullable
    Node take(String key) {
        return left.remove(key);
    }

    Optional<String> text(String key) {
        Node node = take(key);
        if (node == null) {
            return Optional.empty();
        }
        return text(node, key);
    }

    private Optional<String> text(Node node, String key) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        mistakes.add(node, "'" + key + "' must be a text");
        return Optional.empty();
    }

    /// Says so when a key is missing.
    void need(String key) {
        if (!left.containsKey(key)) {
            mistakes.add(mapping, "'" + key + "' is missing");
        }
    }

    /// A text that must be there.
    String required(String key) {
        need(key);
        return text(key).orElse("");
    }

    /// A list of texts, not an empty one where the key is there.
    List<String> texts(String key) {
        Node node = take(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return sequence.getValue().stream()
                    .flatMap(item -> text(item, key).stream())
                    .toList();
        }
        mistakes.add(node, "'" + key + "' must be a list, such as [a, b]");
        return List.of();
    }

    /// A value that `reader` understands.
    <T> T value(String key, T otherwise, String kind, Function<String, Optional<T>> reader) {
        Node node = take(key);
        Optional<String> text = node == null ? Optional.empty() : text(node, key);
        if (node == null || text.isEmpty()) {
            return otherwise;
        }
        Optional<T> read = text.flatMap(reader);
        if (read.isEmpty()) {
            mistakes.add(node, "'" + key + "' must be " + kind + ", not '" + text.get() + "'");
        }
        return read.orElse(otherwise);
    }

    Duration duration(String key, Duration otherwise) {
        return value(key, otherwise, "a time such as 500ms, 5s or 2m", Durations::parse);
    }

    boolean flag(String key, boolean otherwise) {
        return value(key, otherwise, "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /// Nothing else may stand here.
    void end(String where) {
        left.forEach((key, node) -> mistakes.add(node, "there is no key '" + key + "' in " + where));
    }
}
