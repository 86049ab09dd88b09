package io.keelson.bootstrap.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keelson.bootstrap.host.CommandResult;
import io.keelson.release.KeelsonException;
import java.util.Optional;

/// What `keelson-host status --json` says, as far as a fleet wants to know. It is foreign: whatever is not of the
/// expected form is absent, and what people will see is made harmless and short.
///
/// @param defaultId of the deployment that starts next unless something is staged
/// @param health of this start: `healthy`, `unhealthy`, or empty while it is not known
/// @param why the last change happened
public record HostReport(
        Optional<Deployment> booted,
        Optional<Deployment> staged,
        String defaultId,
        String health,
        String healthReason,
        Optional<Request> request,
        String lastEvent,
        String why) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 300;
    private static final int VERSION = 1;

    /// A deployment.
    public record Deployment(String id, String commit, String version, String refspec) {
        /// Its version, or the beginning of its commit.
        public String label() {
            return version.isEmpty() ? commit.substring(0, Math.min(10, commit.length())) : version;
        }
    }

    /// The last change that was asked for.
    ///
    /// @param outcome `pending`, `confirmed`, `rejected` or `interrupted`
    public record Request(String id, String commit, String version, String outcome, String by) {}

    /// Reads an answer.
    ///
    /// @throws KeelsonException when it is none
    public static HostReport parse(String text) {
        JsonNode node = read(text);
        if (!node.isObject() || !node.path("version").isInt()) {
            throw new KeelsonException("its answer is not a status: '" + shown(text.strip()) + "'");
        }
        if (node.path("version").asInt() != VERSION) {
            throw new KeelsonException(
                    "its status has version " + node.path("version").asInt() + ", we know " + VERSION);
        }
        return new HostReport(
                deployment(node.path("booted")),
                deployment(node.path("staged")),
                text(node, "default"),
                text(node.path("health"), "result"),
                text(node.path("health"), "reason"),
                request(node.path("request")),
                text(node.path("lastChange"), "event"),
                text(node.path("lastChange"), "reason"));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new KeelsonException("its answer is not JSON: '" + shown(text.strip()) + "'", e);
        }
    }

    private static Optional<Deployment> deployment(JsonNode node) {
        return node.isObject()
                ? Optional.of(new Deployment(
                        text(node, "id"), text(node, "commit"), text(node, "version"), text(node, "refspec")))
                : Optional.empty();
    }

    private static Optional<Request> request(JsonNode node) {
        return node.isObject() && node.path("id").isTextual()
                ? Optional.of(new Request(
                        text(node, "id"),
                        text(node, "commit"),
                        text(node, "version"),
                        text(node, "outcome"),
                        text(node, "by")))
                : Optional.empty();
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? shown(value.asText()) : "";
    }

    /// Foreign text for people: one line, no control characters, not long.
    public static String shown(String text) {
        String line = text.lines().findFirst().orElse("");
        return CommandResult.plain(line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
    }
}
