package io.keelson.compose.treefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The flattened treefile: what all files say together, without what only served to load them.
final class Flattened {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Flattened() {}

    /// In the order of [Keys#all()]; mappings inside are sorted.
    static ObjectNode tree(Values values, String basearch) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (Key<?> key : Keys.all()) {
            if (key == Keys.BASEARCH) {
                tree.put(key.name(), basearch);
            } else if (key.isPrinted()) {
                put(tree, key, values);
            }
        }
        return tree;
    }

    private static <T> void put(ObjectNode tree, Key<T> key, Values values) {
        values.get(key).ifPresent(value -> tree.set(key.name(), key.type().write(value)));
    }

    static String text(JsonNode tree, boolean pretty) {
        try {
            return pretty
                    ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree)
                    : MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }
}
