package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A parsed document in which every node knows its place; the same for YAML and JSON. Scalars keep
/// the text that was written: whether `10.10` is a number or a release is for the key to say.
sealed interface Node {
    Origin at();

    /// What a message calls this node: "the number 5", "a list".
    String describe();

    JsonNode toJson();

    /// In the smallest form that holds the number, as a parser of JSON would have it.
    static JsonNode whole(BigInteger number) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (number.bitLength() < Integer.SIZE) {
            return make.numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? make.numberNode(number.longValue()) : make.numberNode(number);
    }

    /// What a scalar is by the rules of YAML 1.2 (core schema) and of JSON.
    enum Kind {
        TEXT,
        BOOL,
        INTEGER,
        DECIMAL,
        NULL
    }

    /// The text of a whole number is decimal, whatever base it was written in.
    record Scalar(Origin at, Kind kind, String text) implements Node {
        @Override
        public String describe() {
            return switch (kind) {
                case TEXT -> "the text '" + shortened() + "'";
                case BOOL -> "the truth value " + text;
                case INTEGER, DECIMAL -> "the number " + shortened();
                case NULL -> "nothing";
            };
        }

        private String shortened() {
            String line = text.lines().findFirst().orElse("");
            return line.length() == text.length() && line.length() <= 60
                    ? line
                    : line.substring(0, Math.min(line.length(), 60)) + "...";
        }

        @Override
        public JsonNode toJson() {
            JsonNodeFactory make = JsonNodeFactory.instance;
            return switch (kind) {
                case TEXT -> make.textNode(text);
                case BOOL -> make.booleanNode(Boolean.parseBoolean(text));
                case INTEGER -> whole(new BigInteger(text));
                case DECIMAL -> decimal(make);
                case NULL -> make.nullNode();
            };
        }

        /// Infinity and NaN, which YAML has and JSON has not, stay text.
        private JsonNode decimal(JsonNodeFactory make) {
            try {
                return make.numberNode(new BigDecimal(text));
            } catch (NumberFormatException e) {
                return make.textNode(text);
            }
        }
    }

    record Seq(Origin at, List<Node> items) implements Node {
        public Seq {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }

        @Override
        public JsonNode toJson() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.toJson()));
            return array;
        }
    }

    /// A field of a mapping. The key is always text.
    record Field(Origin at, String key, Node value) {}

    record Mapping(Origin at, List<Field> fields) implements Node {
        public Mapping {
            fields = List.copyOf(fields);
        }

        Optional<Node> get(String key) {
            return fields.stream()
                    .filter(f -> f.key().equals(key))
                    .map(Field::value)
                    .findFirst();
        }

        @Override
        public String describe() {
            return "a mapping";
        }

        @Override
        public JsonNode toJson() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.stream()
                    .sorted(Comparator.comparing(Field::key))
                    .forEach(f -> object.set(f.key(), f.value().toJson()));
            return object;
        }
    }
}
