package io.keelson.bootstrap.main;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.bootstrap.host.HostShell;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.deploy.EtcDiff;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.bootstrap.host.state.HostReader;
import io.keelson.bootstrap.host.state.HostState;
import io.keelson.bootstrap.host.state.Json;
import io.keelson.bootstrap.local.LocalShell;
import io.keelson.release.KeelsonException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `keelson-host etc-diff`.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Shows what the next deployment makes of /etc. Files that were changed or removed on this host stay so; "
                    + "all others become those of the new image.",
            "",
            "M changed, A added, D removed. A file of the first group is one whose new default does not arrive: "
                    + "compare it with the new image's in /usr/etc after the restart."
        })
final class EtcDiffCommand implements Callable<Integer> {
    private final KeelsonHost host;

    @Parameters(
            arity = "0..1",
            paramLabel = "COMMIT",
            description = "Instead of what is staged, or else of the newest that was downloaded.")
    private @Nullable String commit;

    @Mixin
    private JsonOption json = new JsonOption();

    EtcDiffCommand(KeelsonHost host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InterruptedException {
        HostShell shell = new LocalShell();
        HostState state = new HostReader(host.paths()).read();
        Deployed current = state.current();
        String other = target(shell, state);
        if (Files.exists(host.paths().repository().resolve("state").resolve(other + ".commitpartial"))) {
            throw new KeelsonException("the files of " + other + " are not on this host yet")
                    .withHint("fetch them, without any other change: keelson-host upgrade --download-only");
        }
        EtcDiff diff = EtcDiff.of(shell, host.paths(), current, other);
        if (json.isSet()) {
            JsonOption.print(describe(diff, current.commit(), other));
        } else {
            EtcText.whole(diff).forEach(System.out::println);
        }
        return 0;
    }

    private String target(HostShell shell, HostState state) throws InterruptedException {
        if (commit == null && state.first(Role.STAGED).isPresent()) {
            return state.first(Role.STAGED).get().commit();
        }
        String words = commit == null ? state.current().refspec() : commit;
        return shell.run(Invocation.of(host.paths().ostree("rev-parse", words)))
                .orFail("no commit " + words + " is on this host")
                .stdout()
                .strip();
    }

    private static ObjectNode describe(EtcDiff diff, String from, String to) {
        ObjectNode node = Json.object().put("version", 1).put("from", from).put("to", to);
        put(node.putArray("conflicts"), diff.conflicts(), diff.local());
        put(node.putArray("local"), List.copyOf(diff.local().keySet()), diff.local());
        put(node.putArray("arriving"), diff.arriving(), diff.image());
        return node;
    }

    private static void put(ArrayNode array, List<String> files, Map<String, Character> how) {
        files.forEach(
                file -> array.addObject().put("path", "/etc/" + file).put("change", String.valueOf(how.get(file))));
    }
}
