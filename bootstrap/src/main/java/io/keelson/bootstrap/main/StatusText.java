package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.deploy.Room;
import io.keelson.bootstrap.host.state.BootMenu;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.bootstrap.host.state.Event;
import io.keelson.bootstrap.host.state.HostState;
import io.keelson.bootstrap.host.state.Json;
import io.keelson.bootstrap.host.state.Outcome;
import io.keelson.bootstrap.host.state.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// `status` for a person, perhaps at 3 in the morning: first how it is, then what runs, then why.
final class StatusText {
    private final Report report;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    private StatusText(Report report, Instant now) {
        this.report = report;
        this.now = now;
    }

    static List<String> of(Report report, Instant now) {
        StatusText text = new StatusText(report, now);
        text.headline();
        text.lines.add("");
        report.state().deployments().forEach(text::deployment);
        text.lines.add("");
        text.request();
        report.state().lastChange().ifPresent(event -> text.row("changed", line(event)));
        report.rejected().forEach((commit, reason) -> text.row("rejected", brief(commit) + "  " + reason));
        text.row("free", "/boot " + Room.mebibytes(report.freeBoot()) + ", / " + Room.mebibytes(report.freeRoot()));
        return text.lines.stream()
                .map(line -> CommandResult.plain(line).stripTrailing())
                .toList();
    }

    private void headline() {
        HostState state = report.state();
        Optional<Deployed> booted = state.first(Role.BOOTED);
        Optional<Deployed> waiting =
                state.first(Role.DEFAULT).filter(one -> booted.isPresent() && !one.is(Role.BOOTED));
        String running = booted.map(one -> "runs " + one.name()).orElse("runs no deployment");
        String trial = state.menu().map(StatusText::trial).orElse("");
        lines.add(report.hostname() + ": " + health(state) + ", " + running + (waiting.isPresent() ? "" : trial));
        state.first(Role.STAGED)
                .map(Deployed::name)
                .or(() -> waiting.map(one -> one.name() + trial))
                .ifPresent(next -> lines.add("at the next restart: " + next));
    }

    private static String health(HostState state) {
        return state.health()
                .map(verdict -> verdict.result().equals("healthy")
                        ? "healthy"
                        : verdict.result().toUpperCase(Locale.ROOT) + " (" + verdict.reason() + ")")
                .orElse("health not known yet");
    }

    private static String trial(BootMenu menu) {
        return menu.success() ? "" : ", on trial with " + Math.max(0, menu.tries()) + " tries left";
    }

    private void deployment(Deployed one) {
        String roles = one.roles().stream().map(Role::word).collect(Collectors.joining(", "));
        row(roles.isEmpty() ? "deployed" : roles, one.index() + "  " + one.name() + age(one) + "  " + one.refspec());
        String signature = report.signatures().getOrDefault(one.id().directory(), "unknown");
        row("", "   signature " + signature + "; commit " + one.commit());
        if (one.rejected() != null) {
            row("", "   REJECTED: " + one.rejected());
        }
    }

    private String age(Deployed one) {
        return one.timestamp()
                .map(time -> ", " + ago(Duration.between(time, now)))
                .orElse(", damaged commit");
    }

    static String ago(Duration age) {
        if (age.isNegative()) {
            return "from the future (is the clock right?)";
        }
        return age.toDays() > 1
                ? age.toDays() + " days old"
                : age.toHours() > 1 ? age.toHours() + " hours old" : age.toMinutes() + " minutes old";
    }

    private void request() {
        report.state().request().ifPresent(request -> row("request", words(request)));
    }

    private String words(Request request) {
        Outcome outcome = report.state().outcome().orElseThrow();
        String reason = outcome.reason().isEmpty() ? "" : " (" + outcome.reason() + ")";
        return request.kind() + " to " + brief(request.commit()) + " by " + request.by() + " at "
                + Json.time(request.time()) + ": " + outcome.word() + reason;
    }

    private void row(String title, String text) {
        lines.add(String.format(Locale.ROOT, "%-18s %s", title, text));
    }

    /// One line of the history.
    static String line(Event event) {
        String reason = event.reason() == null ? "" : ": " + event.reason();
        String by = event.by() == null ? "" : " (" + event.by() + ")";
        return CommandResult.plain(
                Json.time(event.time()) + "  " + event.event() + " " + brief(event.commit()) + reason + by);
    }

    private static String brief(String commit) {
        return commit.substring(0, Math.min(12, commit.length()));
    }
}
