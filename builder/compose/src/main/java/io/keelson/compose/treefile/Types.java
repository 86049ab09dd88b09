package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.compose.treefile.Node.Kind;
import io.keelson.compose.treefile.Node.Mapping;
import io.keelson.compose.treefile.Node.Scalar;
import io.keelson.compose.treefile.Node.Seq;
import io.keelson.release.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The general types; those of single keys have files of their own.
final class Types {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Types() {}

    /// A type from its parts.
    private record Simple<T>(
            String expected, BiFunction<Node, Reading, @Nullable T> reader, Function<T, JsonNode> writer)
            implements Type<T> {
        @Override
        public @Nullable T read(Node node, Reading in) {
            return reader.apply(node, in);
        }

        @Override
        public JsonNode write(T value) {
            return writer.apply(value);
        }
    }

    static <T> Type<T> of(
            String expected, BiFunction<Node, Reading, @Nullable T> reader, Function<T, JsonNode> writer) {
        return new Simple<>(expected, reader, writer);
    }

    /// Text that is not empty.
    static Type<String> text(String expected) {
        return of(expected, (node, in) -> nonEmpty(node, in, expected), JSON::textNode);
    }

    /// Text that may be empty.
    static Type<String> anyText(String expected) {
        return of(expected, (node, in) -> in.text(node, expected), JSON::textNode);
    }

    static @Nullable String nonEmpty(Node node, Reading in, String expected) {
        String text = in.text(node, expected);
        if (text != null && text.isBlank()) {
            in.problems().add(node.at(), "expected " + expected + ", found an empty text");
            return null;
        }
        return text;
    }

    static Type<Boolean> bool() {
        String expected = "true or false";
        return of(
                expected,
                (node, in) -> {
                    if (node instanceof Scalar scalar && scalar.kind() == Kind.BOOL) {
                        return Boolean.valueOf(scalar.text());
                    }
                    in.expected(node, expected);
                    return null;
                },
                JSON::booleanNode);
    }

    /// One of some words; `aliases` are accepted too.
    static <E extends Enum<E> & Word> Type<E> word(Class<E> type, Map<String, E> aliases) {
        Map<String, E> words = new TreeMap<>(aliases);
        for (E value : type.getEnumConstants()) {
            words.put(value.word(), value);
        }
        String expected = "one of "
                + Arrays.stream(type.getEnumConstants()).map(Word::word).collect(Collectors.joining(", "));
        return of(expected, (node, in) -> wordOf(node, in, expected, words), e -> JSON.textNode(e.word()));
    }

    private static <E> @Nullable E wordOf(Node node, Reading in, String expected, Map<String, E> words) {
        if (!(node instanceof Scalar scalar) || !words.containsKey(scalar.text())) {
            String meant = node instanceof Scalar s ? Spelling.didYouMean(s.text(), words.keySet()) : "";
            in.problems().add(node.at(), "expected " + expected + ", found " + node.describe(), meant);
            return null;
        }
        return words.get(scalar.text());
    }

    static <E> Type<List<E>> list(Type<E> element, String expected) {
        return of(expected, (node, in) -> items(node, in, element, expected), values -> array(values, element::write));
    }

    static <E> @Nullable List<E> items(Node node, Reading in, Type<E> element, String expected) {
        if (!(node instanceof Seq seq)) {
            in.expected(node, expected);
            return null;
        }
        List<E> items = new ArrayList<>();
        for (Node item : seq.items()) {
            E value = element.read(item, in);
            if (value != null) {
                items.add(value);
            }
        }
        return Collections.unmodifiableList(items);
    }

    static <E> JsonNode array(List<E> values, Function<E, JsonNode> writer) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(value -> array.add(writer.apply(value)));
        return array;
    }

    static <V> Type<SortedMap<String, V>> map(Type<V> element, String expected) {
        return of(expected, (node, in) -> entries(node, in, element, expected), values -> object(values, element));
    }

    static <V> @Nullable SortedMap<String, V> entries(Node node, Reading in, Type<V> element, String expected) {
        if (!(node instanceof Mapping map)) {
            in.expected(node, expected);
            return null;
        }
        SortedMap<String, V> entries = new TreeMap<>();
        for (Node.Field field : map.fields()) {
            V value = element.read(field.value(), in);
            if (value != null) {
                entries.put(field.key(), value);
            }
        }
        return entries;
    }

    private static <V> JsonNode object(SortedMap<String, V> values, Type<V> element) {
        ObjectNode object = JSON.objectNode();
        values.forEach((key, value) -> object.set(key, element.write(value)));
        return object;
    }

    /// Text in which variables are replaced.
    static Type<Template> template(String expected) {
        return new Type<>() {
            @Override
            public String expected() {
                return expected;
            }

            @Override
            public @Nullable Template read(Node node, Reading in) {
                String text = nonEmpty(node, in, expected);
                return text == null ? null : new Template(text, node.at());
            }

            @Override
            public JsonNode write(Template value) {
                return JSON.textNode(value.text());
            }

            @Override
            public Template substitute(Template value, Variables variables) {
                return new Template(variables.substitute(value.text(), value.origin()), value.origin());
            }
        };
    }

    /// A mapping to anything; variables are replaced in those of its values that are text.
    static Type<SortedMap<String, Node>> opaque() {
        String expected = "a mapping";
        Type<Node> anything = of("anything", (node, in) -> node, Node::toJson);
        return new Type<>() {
            @Override
            public String expected() {
                return expected;
            }

            @Override
            public @Nullable SortedMap<String, Node> read(Node node, Reading in) {
                return entries(node, in, anything, expected);
            }

            @Override
            public JsonNode write(SortedMap<String, Node> value) {
                return object(value, anything);
            }

            @Override
            public SortedMap<String, Node> substitute(SortedMap<String, Node> value, Variables variables) {
                SortedMap<String, Node> result = new TreeMap<>(value);
                result.replaceAll((key, node) -> node instanceof Scalar s && s.kind() == Kind.TEXT
                        ? new Scalar(s.at(), s.kind(), variables.substitute(s.text(), s.at()))
                        : node);
                return result;
            }
        };
    }
}
