package io.keelson.cli.fleet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.bootstrap.inventory.Host;
import io.keelson.bootstrap.inventory.Inventory;
import io.keelson.bootstrap.rollout.Everywhere;
import io.keelson.bootstrap.rollout.Everywhere.Answer;
import io.keelson.bootstrap.rollout.HostControl;
import io.keelson.bootstrap.rollout.HostReport;
import io.keelson.wiring.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keelson status`.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Asks hosts what they run, what they run next, and how they are.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every host answered, and none is unhealthy", "1:otherwise", "2:wrong usage"})
public final class StatusCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--hosts", required = true, paramLabel = "EXPR", description = "Which hosts.")
    private String expression = "";

    @Mixin
    private HostsOptions hosts = new HostsOptions();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connect to so many hosts at the same time. Default: ${DEFAULT-VALUE}.")
    private int connections = 64;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Inventory inventory = hosts.load();
        RolloutRun.notes(inventory, Objects.requireNonNull(spec));
        List<Host> chosen = inventory.select(expression);
        List<Answer<HostReport>> answers;
        try (Hosts fleet = hosts.connect(chosen)) {
            List<String> names = chosen.stream().map(Host::name).toList();
            answers = Everywhere.ask(fleet, names, Math.max(1, connections), shell -> new HostControl(shell).status());
        }
        System.out.print(json ? json(answers) : text(answers));
        boolean ok = answers.stream()
                .allMatch(answer -> answer.value()
                        .filter(report -> !report.health().equals("unhealthy"))
                        .isPresent());
        return ok ? 0 : 1;
    }

    private static String text(List<Answer<HostReport>> answers) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("HOST", "RUNS", "NEXT", "HEALTH", "LAST REQUEST", ""));
        for (Answer<HostReport> answer : answers) {
            rows.add(answer.value()
                    .map(report -> List.of(
                            answer.host(),
                            label(report.booted()),
                            label(report.staged()),
                            report.health(),
                            report.request().map(HostReport.Request::outcome).orElse(""),
                            report.why()))
                    .orElseGet(() -> List.of(answer.host(), "", "", "no answer", "", answer.failure())));
        }
        return Columns.of(rows);
    }

    private static String label(Optional<HostReport.Deployment> deployment) {
        return deployment.map(HostReport.Deployment::label).orElse("");
    }

    private static String json(List<Answer<HostReport>> answers) {
        ObjectNode node = JSON.createObjectNode().put("version", 1);
        ArrayNode list = node.putArray("hosts");
        for (Answer<HostReport> answer : answers) {
            ObjectNode host = list.addObject().put("host", answer.host()).put("failure", answer.failure());
            answer.value().ifPresent(report -> {
                report.booted().ifPresent(d -> host.put("booted", d.commit()).put("version", d.version()));
                report.staged().ifPresent(d -> host.put("staged", d.commit()));
                host.put("health", report.health()).put("reason", report.why());
                report.request().ifPresent(r -> host.put("request", r.id()).put("outcome", r.outcome()));
            });
        }
        return node.toPrettyString() + "\n";
    }
}
