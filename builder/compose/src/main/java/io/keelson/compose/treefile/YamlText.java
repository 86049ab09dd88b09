package io.keelson.compose.treefile;

import io.keelson.compose.treefile.Node.Field;
import io.keelson.compose.treefile.Node.Kind;
import io.keelson.compose.treefile.Node.Mapping;
import io.keelson.compose.treefile.Node.Scalar;
import io.keelson.compose.treefile.Node.Seq;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// YAML into nodes. snakeyaml finds the structure and the places; what a plain scalar means is
/// decided here by YAML 1.2, as the existing users of treefiles have it: `yes`, `012`, `1:30` and
/// `2024-01-01` are text or plain numbers, never truth values, octals, sexagesimals or dates.
/// Anchors, aliases and merge keys work, within a budget that a small bomb cannot exceed.
final class YamlText {
    private static final int MAX_NODES = 200_000;
    private static final int MAX_DEPTH = 50;

    private final String file;
    private final Set<org.yaml.snakeyaml.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    private YamlText(String file) {
        this.file = file;
    }

    /// The document, or null when the text holds none (nothing, or only comments).
    static @Nullable Node parse(String text, String file) {
        YamlText reader = new YamlText(file);
        org.yaml.snakeyaml.nodes.Node root = reader.compose(text);
        return root == null ? null : reader.convert(root);
    }

    private org.yaml.snakeyaml.nodes.@Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1000);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(Documents.MAX_BYTES);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            throw new SyntaxError(origin(mark), "not valid YAML: " + reason(e));
        } catch (YAMLException e) {
            throw new SyntaxError(new Origin(file, 1, 1), "not valid YAML: " + firstLine(e.getMessage()));
        }
    }

    private static String reason(MarkedYAMLException e) {
        String problem = firstLine(e.getProblem());
        return e.getContext() == null ? problem : problem + " " + firstLine(e.getContext());
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "cannot be parsed"
                : message.lines().findFirst().orElse("");
    }

    private Origin origin(@Nullable Mark mark) {
        return mark == null ? new Origin(file, 1, 1) : new Origin(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Node convert(org.yaml.snakeyaml.nodes.Node node) {
        Origin at = origin(node.getStartMark());
        if (++nodes > MAX_NODES) {
            throw new SyntaxError(at, "aliases expand to more than " + MAX_NODES + " nodes");
        }
        if (!open.add(node)) {
            throw new SyntaxError(at, "an anchor contains an alias to itself");
        }
        Node converted = switch (node) {
            case ScalarNode scalar -> scalar(scalar, at);
            case SequenceNode seq ->
                new Seq(at, seq.getValue().stream().map(this::convert).toList());
            case MappingNode map -> new Mapping(at, fields(map));
            default -> throw new SyntaxError(at, "unexpected " + node.getNodeId());
        };
        open.remove(node);
        return converted;
    }

    private List<Field> fields(MappingNode map) {
        List<Field> own = new ArrayList<>();
        List<Field> inherited = new ArrayList<>();
        for (NodeTuple tuple : map.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                mergeKey(convert(tuple.getValueNode()), inherited);
            } else {
                own.add(field(tuple));
            }
        }
        Set<String> taken = new HashSet<>();
        own.forEach(f -> taken.add(f.key()));
        inherited.stream().filter(f -> taken.add(f.key())).forEach(own::add);
        return own;
    }

    private Field field(NodeTuple tuple) {
        Origin at = origin(tuple.getKeyNode().getStartMark());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw new SyntaxError(at, "a key must be text");
        }
        return new Field(at, key.getValue(), convert(tuple.getValueNode()));
    }

    private static void mergeKey(Node value, List<Field> into) {
        switch (value) {
            case Mapping map -> into.addAll(map.fields());
            case Seq seq -> seq.items().forEach(item -> mergeKey(item, into));
            case Scalar scalar ->
                throw new SyntaxError(scalar.at(), "'<<' merges mappings, found " + scalar.describe());
        }
    }

    private static Scalar scalar(ScalarNode node, Origin at) {
        String text = node.getValue();
        boolean isText = !node.isPlain() || (node.getTag().equals(Tag.STR) && !CoreSchema.isLiteral(text));
        return isText ? new Scalar(at, Kind.TEXT, text) : CoreSchema.resolve(at, text);
    }
}
