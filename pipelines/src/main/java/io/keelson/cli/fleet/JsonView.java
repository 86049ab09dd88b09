package io.keelson.cli.fleet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.bootstrap.rollout.HostProgress;
import io.keelson.bootstrap.rollout.RolloutPlan.Wave;
import io.keelson.bootstrap.rollout.RolloutView;
import java.io.PrintStream;
import java.util.Locale;

/// For programs: a JSON object in each line, with `version` and `event`: `wave`, `host`, `detail` or `note`.
record JsonView(PrintStream out) implements RolloutView {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void wave(Wave wave, int of) {
        print(event("wave")
                .put("number", wave.number())
                .put("of", of)
                .put("canary", wave.canary())
                .put("hosts", wave.targets().size()));
    }

    @Override
    public void host(HostProgress progress) {
        print(event("host")
                .put("host", progress.host())
                .put("phase", progress.phase().name().toLowerCase(Locale.ROOT))
                .put("final", progress.phase().isFinal())
                .put("commit", progress.commit())
                .put("reason", progress.reason()));
    }

    @Override
    public void detail(String host, String text) {
        print(event("detail").put("host", host).put("text", text));
    }

    @Override
    public void note(String line) {
        print(event("note").put("text", line));
    }

    private static ObjectNode event(String name) {
        return JSON.createObjectNode().put("version", VERSION).put("event", name);
    }

    private void print(ObjectNode event) {
        out.println(event);
        out.flush();
    }
}
