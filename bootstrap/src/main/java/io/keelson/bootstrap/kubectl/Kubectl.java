package io.keelson.bootstrap.kubectl;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.rollout.Nodes;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Nodes, as `kubectl` sees them.
public final class Kubectl implements Nodes {
    private static final Duration QUESTION = Duration.ofMinutes(1);
    private static final int MOST = 1 << 20;

    private final List<String> program;
    private final Duration drainTimeout;

    /// @param program the command and what always follows it, such as `--context`
    /// @param drainTimeout for pods to leave a node
    public Kubectl(List<String> program, Duration drainTimeout) {
        this.program = List.copyOf(program);
        this.drainTimeout = drainTimeout;
    }

    @Override
    public boolean isCordoned(String node) throws InterruptedException {
        String answer = run(QUESTION, "get", "node", node, "--output=jsonpath={.spec.unschedulable}");
        return answer.strip().equals("true");
    }

    @Override
    public void cordon(String node) throws InterruptedException {
        run(QUESTION, "cordon", node);
    }

    @Override
    public void drain(String node) throws InterruptedException {
        run(
                drainTimeout.plus(QUESTION),
                "drain",
                node,
                "--ignore-daemonsets",
                "--delete-emptydir-data",
                "--timeout=" + drainTimeout.toSeconds() + "s");
    }

    @Override
    public void uncordon(String node) throws InterruptedException {
        run(QUESTION, "uncordon", node);
    }

    private String run(Duration timeout, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        String what = "kubectl " + arguments[0] + " " + arguments[1];
        Process process = start(command);
        try {
            Reading out = new Reading(process.getInputStream());
            Reading err = new Reading(process.getErrorStream());
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KeelsonException(what + " did not end within " + timeout.toSeconds() + " s");
            }
            return CommandResult.ended(process.exitValue(), out.text(), err.text())
                    .orFail(what)
                    .stdout();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new KeelsonException("cannot start " + command.getFirst() + ": " + e.getMessage(), e)
                    .withHint("draining needs kubectl on this machine, with a configuration for the cluster");
        }
    }

    /// Reads beside the program, so that a full pipe does not hold it.
    private static final class Reading {
        private final Thread thread;
        private volatile String text = "";

        Reading(InputStream in) {
            thread = Thread.ofVirtual().start(() -> {
                try (in) {
                    text = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
                    in.skip(Long.MAX_VALUE);
                } catch (IOException e) {
                    // the program is gone
                }
            });
        }

        String text() throws InterruptedException {
            thread.join();
            return text;
        }
    }
}
