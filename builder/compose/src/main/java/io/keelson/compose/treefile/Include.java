package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keelson.compose.treefile.Node.Mapping;
import io.keelson.compose.treefile.Node.Scalar;
import io.keelson.compose.treefile.Node.Seq;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A treefile that another one includes: by name, or written in place under a condition.
sealed interface Include {
    record ByName(String declared, Origin origin) implements Include {}

    record Inline(Mapping treefile) implements Include {}

    /// What is included when all of the conditions hold.
    record Conditional(List<Condition> conditions, List<Include> includes) {
        boolean holds(Variables variables, Problems problems) {
            // All are looked at, so that a mistake in the second shows though the first is false.
            return conditions.stream().map(c -> c.holds(variables, problems)).reduce(true, Boolean::logicalAnd);
        }
    }

    static Type<List<Include>> names() {
        return consumed("the name of a treefile, or a list of them", Include::read);
    }

    static Type<SortedMap<String, List<Include>>> byArchitecture() {
        return Types.map(names(), "a mapping of architectures to treefiles");
    }

    static Type<List<Conditional>> conditional() {
        Type<Conditional> element = consumed("a mapping with if and include", (node, in) -> readConditional(node, in));
        return Types.list(element, "a list of mappings with if and include");
    }

    /// These never reach the flattened treefile.
    private static <T> Type<T> consumed(String expected, BiFunction<Node, Reading, @Nullable T> reader) {
        Function<T, JsonNode> writer = value -> JsonNodeFactory.instance.nullNode();
        return Types.of(expected, reader, writer);
    }

    private static @Nullable List<Include> read(Node node, Reading in) {
        Type<Include> name = consumed("the name of a treefile", Include::readName);
        if (node instanceof Seq) {
            return Types.items(node, in, name, "the name of a treefile, or a list of them");
        }
        Include one = readName(node, in);
        return one == null ? null : List.of(one);
    }

    private static @Nullable Include readName(Node node, Reading in) {
        String text = Types.nonEmpty(node, in, "the name of a treefile");
        return text == null ? null : new ByName(text, node.at());
    }

    private static @Nullable Conditional readConditional(Node node, Reading in) {
        if (!(node instanceof Mapping map)) {
            in.expected(node, "a mapping with if and include");
            return null;
        }
        Fields fields = new Fields(map, in);
        List<Condition> conditions = fields.required("if", consumed("a condition", Include::readConditions));
        List<Include> includes = fields.required("include", consumed("a treefile", Include::readIncludes));
        fields.refuseOthers();
        return conditions == null || includes == null ? null : new Conditional(conditions, includes);
    }

    private static @Nullable List<Condition> readConditions(Node node, Reading in) {
        if (node instanceof Seq seq) {
            List<Condition> read = Types.items(node, in, consumed("a condition", Condition::read), "conditions");
            return read == null || read.size() < seq.items().size() ? null : read;
        }
        Condition one = Condition.read(node, in);
        return one == null ? null : List.of(one);
    }

    private static @Nullable List<Include> readIncludes(Node node, Reading in) {
        return switch (node) {
            case Mapping map -> List.of(new Inline(map));
            case Seq seq -> read(seq, in);
            case Scalar scalar -> read(scalar, in);
        };
    }
}
