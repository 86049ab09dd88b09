package io.keelson.bootstrap.inventory;

import io.keelson.bootstrap.inventory.Said.Value;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// YAML as mappings and words that know their places. A scalar is the text that was written: `010` and `yes` stay so.
final class YamlReader {
    private static final int MOST_CHARACTERS = 8_000_000;

    private final String file;
    private final Problems problems;

    YamlReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// A key's place and what is below it.
    record Entry(Place at, Node value) {}

    /// The document, or null when there is none, or none that can be read.
    @Nullable
    Node document(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(20);
        options.setMaxAliasesForCollections(1000);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            problems.add(place(e.getProblemMark()), "not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(place(null), "not valid YAML: " + e.getMessage());
        }
        return null;
    }

    Place at(Node node) {
        return place(node.getStartMark());
    }

    private Place place(@Nullable Mark mark) {
        return new Place(file, mark == null ? 1 : mark.getLine() + 1);
    }

    static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /// The fields of a mapping in their order; nothing at all is an empty one.
    Map<String, Entry> fields(Node node, String what) {
        Map<String, Entry> fields = new LinkedHashMap<>();
        if (isNothing(node)) {
            return fields;
        }
        if (!(node instanceof MappingNode mapping)) {
            problems.add(at(node), what + " must be a mapping");
            return fields;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                Entry entry = new Entry(at(key), tuple.getValueNode());
                Entry before = fields.putIfAbsent(key.getValue(), entry);
                if (before != null) {
                    problems.add(
                            entry.at(),
                            "'" + key.getValue() + "' is here twice, first in line "
                                    + before.at().line());
                }
            } else {
                problems.add(at(tuple.getKeyNode()), "a key of " + what + " must be text");
            }
        }
        return fields;
    }

    /// A word or a list of words.
    Optional<Value> words(Node node, String what) {
        List<Node> items = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        if (items.stream().anyMatch(item -> !(item instanceof ScalarNode) || isNothing(item))) {
            problems.add(at(node), what + " must be text or a list of texts");
            return Optional.empty();
        }
        return Optional.of(new Value(
                at(node),
                items.stream().map(item -> ((ScalarNode) item).getValue()).toList()));
    }
}
