package io.keelson.bootstrap.main;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.bootstrap.host.state.Event;
import io.keelson.bootstrap.host.state.History;
import io.keelson.bootstrap.host.state.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keelson-host history`.
@Command(mixinStandardHelpOptions = true, description = "Tells what happened to this host, the latest last.")
final class HistoryCommand implements Callable<Integer> {
    private final KeelsonHost host;

    @Option(names = "-n", paramLabel = "N", defaultValue = "40", description = "How many (default: ${DEFAULT-VALUE}).")
    private int count = 40;

    @Mixin
    private JsonOption json = new JsonOption();

    HistoryCommand(KeelsonHost host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        List<Event> all = History.of(host.paths()).read();
        List<Event> last = all.subList(Math.max(0, all.size() - Math.max(0, count)), all.size());
        if (json.isSet()) {
            ObjectNode node = Json.object().put("version", 1);
            ArrayNode events = node.putArray("events");
            last.forEach(event -> events.add(History.describe(event)));
            JsonOption.print(node);
        } else {
            last.forEach(event -> System.out.println(StatusText.line(event)));
        }
        return 0;
    }
}
