package io.keelson.bootstrap.main;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.bootstrap.health.Checks;
import io.keelson.bootstrap.health.HealthFile;
import io.keelson.bootstrap.health.HealthRun;
import io.keelson.bootstrap.health.HostProbe;
import io.keelson.bootstrap.health.Result;
import io.keelson.bootstrap.health.net.NetworkProbe;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.bootstrap.host.state.Json;
import io.keelson.bootstrap.host.state.SmallFiles;
import io.keelson.bootstrap.local.LocalShell;
import io.keelson.release.KeelsonException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keelson-host health`.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Runs the checks of /etc/keelson/health.yaml, or else of /usr/lib/keelson/health.yaml, all at once, each "
                    + "again and again until it passes or its time is up.",
            "",
            "  deadline: 100s               # for all of them",
            "  checks:",
            "  - unit: ssh.service          # active",
            "  - no-failed-units: {except: [a.service]}",
            "  - tcp: localhost:22",
            "  - script: [/usr/local/bin/check, --quick]",
            "  - http: {url: https://localhost/ok, status: 200, body: fine, ca: /etc/ssl/ca.pem}",
            "  - node: {kubeconfig: /etc/kubernetes/kubelet.conf}   # registered and Ready",
            "    name: kubernetes           # each may have these",
            "    timeout: 5s                # for one try",
            "    interval: 2s               # between two",
            "    within: 60s                # until one passes; the deadline, if not said",
            "    required: true             # false: only told, the boot is good without it",
            ""
        })
final class HealthCommand implements Callable<Integer> {
    private static final List<String> FILES = List.of("etc/keelson/health.yaml", "usr/lib/keelson/health.yaml");

    private final KeelsonHost host;

    @Option(
            names = "--required",
            description = "Say nothing when all required checks pass; else one line, and end with status 1.")
    private boolean required;

    @Mixin
    private JsonOption json = new JsonOption();

    HealthCommand(KeelsonHost host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InterruptedException {
        Checks checks = read(host.paths());
        List<Result> results = new HealthRun(new HostProbe(new LocalShell(), new NetworkProbe())).run(checks);
        Optional<Result> bad = results.stream().filter(Result::isBad).findFirst();
        if (json.isSet()) {
            JsonOption.print(describe(results, bad.isEmpty()));
        } else if (required) {
            bad.ifPresent(result -> System.out.println(
                    result.check().name() + ": " + result.fault().orElse("")));
        } else {
            print(results);
        }
        return bad.isPresent() ? KeelsonException.FAILED : 0;
    }

    private static Checks read(HostPaths paths) {
        for (String file : FILES) {
            Optional<String> text = SmallFiles.read(paths.at(file));
            if (text.isPresent()) {
                return HealthFile.parse(text.get(), paths.at(file).toString());
            }
        }
        return Checks.NONE;
    }

    private static void print(List<Result> results) {
        if (results.isEmpty()) {
            System.out.println("no checks: there is no /etc/keelson/health.yaml");
        }
        int width = results.stream()
                .mapToInt(result -> result.check().name().length())
                .max()
                .orElse(0);
        for (Result result : results) {
            String word = result.passed() ? "ok    " : result.isBad() ? "FAILED" : "failed";
            String name = String.format(
                    Locale.ROOT, "%-" + Math.max(1, width) + "s", result.check().name());
            String why = result.fault().orElse(result.took().toMillis() + " ms");
            System.out.println(word + "  " + name + "  " + why);
        }
    }

    private static ObjectNode describe(List<Result> results, boolean healthy) {
        ObjectNode node = Json.object().put("version", 1).put("result", healthy ? "healthy" : "unhealthy");
        ArrayNode checks = node.putArray("checks");
        for (Result result : results) {
            checks.addObject()
                    .put("name", result.check().name())
                    .put("passed", result.passed())
                    .put("required", result.check().required())
                    .put("tries", result.tries())
                    .put("milliseconds", result.took().toMillis())
                    .put("reason", result.fault().orElse(null));
        }
        return node;
    }
}
