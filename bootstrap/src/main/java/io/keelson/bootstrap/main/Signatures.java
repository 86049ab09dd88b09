package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.HostShell;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.bootstrap.host.state.Remote;
import io.keelson.release.KeelsonException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What libostree says of the signatures of all deployments, in one call that runs while the rest is read.
final class Signatures {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final Pattern DEPLOYMENT = Pattern.compile("[* ] \\S+ ([0-9a-f]{64}\\.[0-9]+).*");
    private static final Pattern GOOD = Pattern.compile(".*Good signature from \"(.*)\".*");

    private final HostPaths paths;
    private final FutureTask<CommandResult> asked;

    private Signatures(HostPaths paths, Callable<CommandResult> question) {
        this.paths = paths;
        this.asked = new FutureTask<>(question);
        Thread.ofVirtual().start(asked);
    }

    static Signatures ask(HostShell shell, HostPaths paths) {
        return new Signatures(
                paths,
                () -> shell.run(Invocation.of(paths.admin("status", "--verify")).within(TIME)));
    }

    /// For each deployment's directory what to say of its commit's signature.
    Map<String, String> answers() throws InterruptedException {
        try {
            CommandResult result = asked.get();
            return result.ok() ? parse(result.stdout()) : Map.of();
        } catch (ExecutionException e) {
            return Map.of(); // no ostree here; status tells the rest
        }
    }

    static Map<String, String> parse(String text) {
        Map<String, String> answers = new HashMap<>();
        String deployment = "";
        for (String line : text.lines().toList()) {
            Matcher start = DEPLOYMENT.matcher(line);
            if (start.matches()) {
                deployment = start.group(1);
            } else if (line.contains("signature")) {
                answers.merge(deployment, CommandResult.plain(verdict(line)), Signatures::worse);
            }
        }
        answers.values().removeIf(String::isEmpty);
        return answers;
    }

    private static String verdict(String line) {
        Matcher good = GOOD.matcher(line);
        if (good.matches()) {
            return "good (" + good.group(1).strip() + ")";
        }
        if (line.contains("BAD signature")) {
            return "BAD";
        }
        return line.contains("Can't check") ? "by an unknown key" : "";
    }

    private static String worse(String one, String other) {
        return one.equals("BAD") || other.isEmpty() ? one : other;
    }

    /// The words for one deployment: the verdict, or why there is none.
    String words(Map<String, String> answers, Deployed deployment) {
        String answer = answers.get(deployment.id().directory());
        if (answer != null) {
            return answer;
        }
        return remote(deployment)
                .map(remote -> remote.verifies() ? "none that could be checked" : "unchecked: remote verifies nothing")
                .orElse("unknown: no remote");
    }

    private Optional<Remote> remote(Deployed deployment) {
        try {
            return Optional.of(Remote.of(paths, deployment.refspec()));
        } catch (KeelsonException e) {
            return Optional.empty();
        }
    }
}
