package io.keelson.bootstrap.main;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.bootstrap.host.state.Event;
import io.keelson.bootstrap.host.state.History;
import io.keelson.bootstrap.host.state.HostState;
import io.keelson.bootstrap.host.state.Json;
import io.keelson.bootstrap.host.state.Outcome;
import org.jspecify.annotations.Nullable;

/// `status --json`, which operators' machines read. Members are only ever added.
final class StatusJson {
    private final Report report;

    private StatusJson(Report report) {
        this.report = report;
    }

    static ObjectNode of(Report report) {
        return new StatusJson(report).whole();
    }

    private ObjectNode whole() {
        HostState state = report.state();
        ObjectNode node = Json.object().put("version", 1).put("hostname", report.hostname());
        node.set("booted", one(Role.BOOTED));
        node.set("staged", one(Role.STAGED));
        node.put(
                "default",
                state.first(Role.DEFAULT).map(one -> one.id().toString()).orElse(null));
        ArrayNode all = node.putArray("deployments");
        state.deployments().forEach(one -> all.add(deployment(one)));
        node.set("health", health());
        node.set("boot", boot());
        node.set("request", request());
        node.set("lastChange", state.lastChange().map(StatusJson::event).orElse(null));
        ObjectNode rejected = node.putObject("rejected");
        report.rejected().forEach(rejected::put);
        node.putObject("free").put("boot", report.freeBoot()).put("root", report.freeRoot());
        return node;
    }

    private @Nullable ObjectNode one(Role role) {
        return report.state().first(role).map(this::deployment).orElse(null);
    }

    private ObjectNode deployment(Deployed one) {
        ObjectNode node = Json.object()
                .put("id", one.id().toString())
                .put("index", one.index())
                .put("os", one.id().os())
                .put("commit", one.commit())
                .put("serial", one.id().serial())
                .put("version", one.version().orElse(null))
                .put("refspec", one.refspec())
                .put("timestamp", one.timestamp().map(Json::time).orElse(null));
        ArrayNode roles = node.putArray("role");
        one.roles().forEach(role -> roles.add(role.word()));
        return node.put("signature", report.signatures().get(one.id().directory()))
                .put("rejected", one.rejected())
                .put("kargs", one.kargs());
    }

    private @Nullable ObjectNode health() {
        return report.state()
                .health()
                .map(health -> Json.object()
                        .put("result", health.result())
                        .put("reason", health.reason())
                        .put("time", Json.time(health.time())))
                .orElse(null);
    }

    private @Nullable ObjectNode boot() {
        return report.state()
                .menu()
                .map(menu -> Json.object().put("success", menu.success()).put("tries", menu.tries()))
                .orElse(null);
    }

    private @Nullable ObjectNode request() {
        Outcome outcome = report.state().outcome().orElse(null);
        return outcome == null
                ? null
                : report.state()
                        .request()
                        .orElseThrow()
                        .describe()
                        .put("outcome", outcome.word())
                        .put("reason", outcome.reason());
    }

    private static ObjectNode event(Event event) {
        return History.describe(event);
    }
}
