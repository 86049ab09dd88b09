package io.keelson.bootstrap.host.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON as trees: no mapping to classes, so nothing of a file decides what is made of it.
public final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// The object in `text`, or empty when it is anything else.
    public static Optional<ObjectNode> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static String line(JsonNode node) {
        return node.toString();
    }

    /// A text member, or null.
    static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.get(key);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    static String text(JsonNode node, String key, String otherwise) {
        String found = text(node, key);
        return found == null ? otherwise : found;
    }

    /// A member that is a time; the beginning of time when it is none.
    static Instant time(JsonNode node, String key) {
        try {
            return Instant.parse(text(node, key, ""));
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /// Whole seconds, as the programs on a host write them.
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
