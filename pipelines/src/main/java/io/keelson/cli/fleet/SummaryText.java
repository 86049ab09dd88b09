package io.keelson.cli.fleet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.bootstrap.rollout.HostProgress;
import io.keelson.bootstrap.rollout.Phase;
import io.keelson.bootstrap.rollout.RolloutPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What became of hosts: those that need a look one by one, the others counted.
final class SummaryText {
    private static final JsonMapper JSON = new JsonMapper();

    private SummaryText() {}

    static String text(List<HostProgress> hosts) {
        List<List<String>> rows = new ArrayList<>();
        hosts.stream()
                .filter(host -> host.phase().isBad() || (!host.phase().isFinal() && host.phase() != Phase.PENDING))
                .forEach(host -> rows.add(List.of(host.host(), host.phase().word(), host.reason())));
        return Columns.of(rows) + counts(hosts) + "\n";
    }

    static String counts(List<HostProgress> hosts) {
        Map<Phase, Integer> counts = new EnumMap<>(Phase.class);
        hosts.forEach(host -> counts.merge(host.phase(), 1, Integer::sum));
        return hosts.size() + " hosts: "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey().word())
                        .collect(Collectors.joining(", "));
    }

    static String json(RolloutPlan plan, List<HostProgress> hosts) {
        ObjectNode node = JSON.createObjectNode().put("version", 1).put("rollout", plan.id());
        ArrayNode list = node.putArray("hosts");
        for (HostProgress host : hosts) {
            list.addObject()
                    .put("host", host.host())
                    .put("phase", host.phase().name().toLowerCase(Locale.ROOT))
                    .put("commit", host.commit())
                    .put("version", host.version())
                    .put("reason", host.reason());
        }
        return node.toPrettyString() + "\n";
    }
}
