package io.keelson.compose.treefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/// The flattened treefile: what all files say together, without what only served to load them.
final class Flattened {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Quotes whatever a reader of YAML 1.1 could take for something else than text.
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

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
        return write(pretty ? MAPPER.writerWithDefaultPrettyPrinter() : MAPPER.writer(), tree);
    }

    static String yaml(JsonNode tree) {
        return write(YAML.writer(), tree);
    }

    private static String write(ObjectWriter writer, JsonNode tree) {
        try {
            return writer.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }
}
