package io.keelson.bootstrap.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.bootstrap.rollout.RolloutPlan.Source;
import io.keelson.bootstrap.rollout.RolloutPlan.Target;
import io.keelson.bootstrap.rollout.RolloutPlan.Wave;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A plan as JSON. A file is read back only by who knows its version.
public final class PlanFile {
    private static final int VERSION = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PlanFile() {}

    /// The plan for programs.
    public static String text(RolloutPlan plan) {
        ObjectNode node = JSON.createObjectNode()
                .put("version", VERSION)
                .put("id", plan.id())
                .put("created", plan.created().toString())
                .put("by", plan.by())
                .put("inventory", plan.inventory().file())
                .put("sshConfig", plan.inventory().sshConfig());
        ObjectNode order = node.putObject("order")
                .put("kind", plan.order().kind().name())
                .put("target", plan.order().target());
        strings(order.putArray("flags"), plan.order().flags());
        options(node.putObject("options"), plan.options());
        ArrayNode waves = node.putArray("waves");
        plan.waves().forEach(wave -> wave(waves.addObject(), wave));
        return node.toPrettyString() + "\n";
    }

    private static void options(ObjectNode node, RolloutOptions options) {
        node.put("maxUnavailable", options.maxUnavailable().toString())
                .put("canaries", options.canaries())
                .put("soak", options.soak().toString())
                .put("maxFailures", options.maxFailures())
                .put("drain", options.drain())
                .put("connections", options.connections())
                .put("deadline", options.deadline().toString())
                .put("poll", options.poll().toString());
    }

    private static void wave(ObjectNode node, Wave wave) {
        ArrayNode hosts =
                node.put("number", wave.number()).put("canary", wave.canary()).putArray("hosts");
        for (Target target : wave.targets()) {
            ObjectNode host = hosts.addObject()
                    .put("host", target.host())
                    .put("destination", target.destination())
                    .put("node", target.node());
            strings(host.putArray("words"), target.words());
        }
    }

    private static void strings(ArrayNode node, List<String> words) {
        words.forEach(node::add);
    }

    static RolloutPlan parse(String text, String file) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.path("version").asInt() != VERSION) {
                throw new KeelsonException(file + " was written by another version of keelson ("
                        + node.path("version").asText() + ", we know " + VERSION + ")");
            }
            JsonNode order = node.path("order");
            List<Wave> waves = new ArrayList<>();
            node.path("waves").forEach(wave -> waves.add(wave(wave)));
            return new RolloutPlan(
                    node.path("id").asText(),
                    Instant.parse(node.path("created").asText()),
                    node.path("by").asText(),
                    new Order(
                            Order.Kind.valueOf(order.path("kind").asText()),
                            order.path("target").asText(),
                            strings(order.path("flags"))),
                    options(node.path("options")),
                    new Source(
                            node.path("inventory").asText(),
                            node.path("sshConfig").asText()),
                    waves);
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new KeelsonException(file + " is no plan of a rollout: " + e.getMessage(), e);
        }
    }

    private static RolloutOptions options(JsonNode node) {
        return new RolloutOptions(
                Share.parse(node.path("maxUnavailable").asText()).orElseThrow(IllegalArgumentException::new),
                node.path("canaries").asInt(),
                Duration.parse(node.path("soak").asText()),
                node.path("maxFailures").asInt(),
                node.path("drain").asBoolean(),
                node.path("connections").asInt(),
                Duration.parse(node.path("deadline").asText()),
                Duration.parse(node.path("poll").asText()));
    }

    private static Wave wave(JsonNode node) {
        List<Target> targets = new ArrayList<>();
        node.path("hosts")
                .forEach(host -> targets.add(new Target(
                        host.path("host").asText(),
                        host.path("destination").asText(),
                        host.path("node").asText(),
                        strings(host.path("words")))));
        return new Wave(node.path("number").asInt(), node.path("canary").asBoolean(), targets);
    }

    private static List<String> strings(JsonNode node) {
        List<String> words = new ArrayList<>();
        node.forEach(word -> words.add(word.asText()));
        return words;
    }
}
