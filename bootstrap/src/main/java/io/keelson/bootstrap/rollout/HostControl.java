package io.keelson.bootstrap.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.HostShell;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.release.KeelsonException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What we have a host do, in its own words: `keelson-host` and a few programs.
public final class HostControl {
    /// A pull over a slow line.
    private static final Duration CHANGE = Duration.ofHours(2);

    private static final Duration QUESTION = Duration.ofMinutes(1);
    private static final int ANSWER = 1 << 20;
    private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";
    private static final String RECORD = "/usr/libexec/keelson/record";

    private final HostShell shell;

    /// @param shell to the host
    public HostControl(HostShell shell) {
        this.shell = shell;
    }

    /// Asks how it is.
    public HostReport status() throws InterruptedException {
        CommandResult result = shell.run(Invocation.of("keelson-host", "status", "--json")
                .within(QUESTION)
                .keeping(ANSWER));
        if (!result.ok()) {
            throw new KeelsonException(missing(result) ? "keelson-host is not on it" : why(result))
                    .withHint("keelson host install makes a plain OSTree host one of ours");
        }
        if (result.truncated()) {
            throw new KeelsonException("its status is larger than " + ANSWER + " bytes");
        }
        return HostReport.parse(result.stdout());
    }

    private static boolean missing(CommandResult result) {
        return result.status() == 127;
    }

    /// Names this start of the machine.
    String bootId() throws InterruptedException {
        CommandResult result =
                shell.run(Invocation.of("cat", BOOT_ID).within(QUESTION).keeping(100));
        String id = result.stdout().strip();
        if (!result.ok() || !id.matches("[0-9a-f-]{8,40}")) {
            throw new KeelsonException("it does not tell its boot id: '" + HostReport.shown(id) + "'");
        }
        return id;
    }

    /// Asks for a change.
    ///
    /// @return the commit that it is about, or empty when it does not say
    /// @throws Refused when the host says no, with its reason
    String change(RolloutPlan plan, List<String> words) throws InterruptedException {
        List<String> argv = new ArrayList<>(
                List.of("env", "KEELSON_REQUEST=" + plan.id(), "KEELSON_BY=" + plan.by(), "keelson-host"));
        argv.addAll(words);
        CommandResult result = shell.run(Invocation.of(argv).within(CHANGE).keeping(ANSWER));
        if (!result.ok()) {
            throw new Refused(missing(result) ? "keelson-host is not on it" : why(result));
        }
        try {
            return HostReport.shown(
                    new JsonMapper().readTree(result.stdout()).path("commit").asText(""));
        } catch (JsonProcessingException e) {
            throw new Refused("its answer is not JSON: '"
                    + HostReport.shown(result.stdout().strip()) + "'");
        }
    }

    /// Has it restart. A connection that ends meanwhile is no failure.
    void reboot(RolloutPlan plan, String commit) throws InterruptedException {
        shell.run(Invocation.of(RECORD, "reboot-requested", commit, "rollout " + plan.id() + " by " + plan.by())
                .within(QUESTION));
        CommandResult result = shell.run(Invocation.of("systemctl", "reboot").within(QUESTION));
        if (result.status() > 0 && !result.timedOut()) {
            throw new Refused("it does not restart: " + why(result));
        }
    }

    /// A host said no.
    static final class Refused extends RuntimeException {
        Refused(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /// The error that it told, and not the hint after it, which is for people who are on it.
    private static String why(CommandResult result) {
        return result.stderr()
                .lines()
                .filter(line -> line.startsWith("error: "))
                .findFirst()
                .map(line -> HostReport.shown(line.substring("error: ".length())))
                .orElseGet(() -> HostReport.shown(result.reason()));
    }
}
