package io.keelson.bootstrap.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A line of the journal.
///
/// @param host or `wave N`, for a wave that is over
/// @param details what is known from here on
record Entry(Instant time, String host, String phase, Map<String, String> details) {
    private static final JsonMapper JSON = new JsonMapper();

    String line() {
        ObjectNode node = JSON.createObjectNode()
                .put("time", time.toString())
                .put("host", host)
                .put("phase", phase);
        new TreeMap<>(details).forEach(node.putObject("details")::put);
        return node + "\n";
    }

    /// Nothing for a line that was cut.
    static Optional<Entry> parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            Map<String, String> details = new TreeMap<>();
            node.path("details")
                    .properties()
                    .forEach(field ->
                            details.put(field.getKey(), field.getValue().asText()));
            return Optional.of(new Entry(
                    Instant.parse(node.path("time").asText()),
                    node.path("host").asText(),
                    node.path("phase").asText(),
                    details));
        } catch (JsonProcessingException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
