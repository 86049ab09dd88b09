package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.bootstrap.host.state.HostReader;
import io.keelson.bootstrap.host.state.HostState;
import io.keelson.bootstrap.local.LocalShell;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `keelson-host status`.
@Command(
        mixinStandardHelpOptions = true,
        description = "Shows what runs, what starts next, what is there to go back to, and why it is so.")
final class StatusCommand implements Callable<Integer> {
    private final KeelsonHost host;

    @Mixin
    private JsonOption json = new JsonOption();

    StatusCommand(KeelsonHost host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InterruptedException {
        HostPaths paths = host.paths();
        Signatures signatures = Signatures.ask(new LocalShell(), paths);
        HostState state = new HostReader(paths).read();
        Map<String, String> answers = signatures.answers();
        Map<String, String> words = new HashMap<>();
        for (Deployed one : state.deployments()) {
            words.put(one.id().directory(), signatures.words(answers, one));
        }
        Report report = Report.of(paths, state, words);
        if (json.isSet()) {
            JsonOption.print(StatusJson.of(report));
        } else {
            StatusText.of(report, Instant.now()).forEach(System.out::println);
        }
        return 0;
    }
}
