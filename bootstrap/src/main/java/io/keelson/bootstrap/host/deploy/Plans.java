package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.state.BootMenu;
import io.keelson.bootstrap.host.state.Candidate;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.bootstrap.host.state.Event;
import io.keelson.bootstrap.host.state.HostState;
import io.keelson.bootstrap.host.state.Remote;
import io.keelson.bootstrap.host.state.Request;
import io.keelson.release.KeelsonException;
import java.time.Instant;
import java.util.List;

/// From what is on a host and what is wanted to the steps between. Nothing here touches anything.
///
/// @param by who asks
/// @param id names the request, if one comes of it
/// @param now when
public record Plans(HostState state, String by, String id, Instant now) {
    /// What is wanted, where it comes from, and whether all its files are here already.
    public record Source(Candidate candidate, Remote remote, boolean complete) {
        private Step.Download download() {
            return new Step.Download(remote, candidate.commit(), complete);
        }
    }

    /// Refuses to put something new beside a deployment that is on trial: libostree keeps two, so the one that is
    /// known to work would go.
    public void requireConfirmed() {
        state.menu().filter(menu -> !menu.success()).ifPresent(menu -> {
            Deployed trial = state.first(Role.DEFAULT).orElseGet(state::current);
            throw new KeelsonException(trial.name() + " is on trial and not confirmed yet (" + Math.max(0, menu.tries())
                            + " tries left)")
                    .withHint("wait until its health checks have passed (keelson-host status), or go back: "
                            + "keelson-host rollback");
        });
    }

    /// Follows a ref to a candidate.
    ///
    /// @param kind the command, which the request keeps
    /// @param fixed whether to stay at this commit and not to follow its ref
    public DeployPlan deploy(String kind, Source source, boolean fixed, boolean isRejected) {
        Candidate candidate = source.candidate();
        Deployed current = state.current();
        DeployPlan plan = isRejected ? DeployPlan.of(new Step.Forgive(candidate.commit())) : DeployPlan.of();
        return plan.then(
                source.download(),
                new Step.Examine(candidate.commit(), candidate.name(), current.commit()),
                new Step.CompareEtc(current, candidate.commit()),
                new Step.Ask(request(kind, candidate, current)),
                new Step.Stage(current.id().os(), candidate.commit(), candidate.refspec(), fixed, List.of()),
                note(kind.equals("rebase") ? "rebased" : "staged", candidate.commit(), candidate.refspec()));
    }

    /// What a killed run left undone after it had staged `commit`.
    public DeployPlan afterStaging(String commit) {
        boolean pending = state.request()
                .filter(asked -> asked.commit().equals(commit) && !isTold(asked))
                .isPresent();
        return pending ? DeployPlan.of(note("staged", commit, null)) : DeployPlan.of();
    }

    private boolean isTold(Request asked) {
        return state.history().stream()
                .anyMatch(event ->
                        event.commit().equals(asked.commit()) && !event.time().isBefore(asked.time()));
    }

    /// Only gets the files.
    public DeployPlan download(Source source) {
        Candidate candidate = source.candidate();
        Deployed current = state.current();
        return DeployPlan.of(
                source.download(),
                new Step.Examine(candidate.commit(), candidate.name(), current.commit()),
                new Step.CompareEtc(current, candidate.commit()));
    }

    private Request request(String kind, Candidate candidate, Deployed current) {
        return new Request(
                id,
                kind,
                candidate.commit(),
                candidate.version().orElse(null),
                current.commit(),
                candidate.refspec(),
                now,
                by);
    }

    /// Undoes the last change: what is staged is dropped; with nothing staged, the deployment before is what
    /// starts next.
    ///
    /// @throws KeelsonException when there is nothing to go back to
    public DeployPlan rollback() {
        return state.first(Role.STAGED).map(this::dropStaged).orElseGet(this::goBack);
    }

    private DeployPlan dropStaged(Deployed staged) {
        String reason = "dropped by hand before it was started";
        return blame(staged, state.current(), reason)
                .then(new Step.Unstage(staged), note("rolled-back", staged.commit(), reason));
    }

    private DeployPlan goBack() {
        Deployed bad = state.first(Role.DEFAULT).orElseGet(state::current);
        Deployed good = state.first(Role.FALLBACK)
                .orElseThrow(() -> new KeelsonException(
                                "there is no deployment to go back to: only " + bad.name() + " is on this host")
                        .withHint("keelson-host deploy COMMIT takes an older one from the remote"));
        boolean started = bad.is(Role.BOOTED) || state.first(Role.BOOTED).isEmpty();
        boolean confirmed = state.menu().map(BootMenu::success).orElse(false);
        if (!started && confirmed) {
            throw new KeelsonException(bad.name() + " is what starts next already: this host was rolled back")
                    .withHint("restart it (systemctl reboot); for the other one: keelson-host upgrade --again");
        }
        if (good.rejected() != null) {
            throw new KeelsonException(good.name()
                            + " is the only one to go back to, and it was rejected on this host: " + good.rejected())
                    .withHint("if the cause is gone: keelson-host deploy --again " + good.commit());
        }
        String reason = started ? "rolled back by hand to " + good.name() : "rolled back by hand before it was started";
        return blame(bad, good, reason)
                .then(new Step.MakeDefault(good.id(), good.name()), note("rolled-back", bad.commit(), reason));
    }

    /// Keeps the commit from coming again, unless the two differ in kernel arguments only.
    private DeployPlan blame(Deployed bad, Deployed good, String reason) {
        return bad.commit().equals(good.commit())
                ? DeployPlan.of()
                : DeployPlan.of(new Step.Reject(bad.commit(), reason + " (" + by + ")"));
    }

    /// Deploys what runs once more, with other kernel arguments.
    ///
    /// @param options of `ostree admin deploy`
    public DeployPlan kargs(List<String> options) {
        state.first(Role.STAGED).ifPresent(staged -> {
            throw new KeelsonException(staged.name() + " is staged, and other kernel arguments would replace it")
                    .withHint("restart into it first, or drop it: keelson-host rollback");
        });
        requireConfirmed();
        Deployed current = state.current();
        Candidate same = new Candidate(
                current.commit(), current.version(), current.timestamp().orElse(Instant.EPOCH), current.refspec());
        return DeployPlan.of(
                new Step.Examine(same.commit(), same.name(), same.commit()),
                new Step.Ask(request("kargs", same, current)),
                new Step.Stage(current.id().os(), same.commit(), same.refspec(), false, options),
                note("kargs", same.commit(), String.join(" ", options)));
    }

    public DeployPlan pin(Deployed deployment, boolean pinned) {
        if (deployment.is(Role.STAGED)) {
            throw new KeelsonException(deployment.name() + " is only staged, and libostree pins what is deployed")
                    .withHint("pin it after the restart");
        }
        return deployment.is(Role.PINNED) == pinned
                ? DeployPlan.of()
                : DeployPlan.of(
                        new Step.Pin(deployment, pinned),
                        note(pinned ? "pinned" : "unpinned", deployment.commit(), null));
    }

    public DeployPlan cleanup() {
        return DeployPlan.of(new Step.Clean(), note("cleaned", state.current().commit(), null));
    }

    /// Restarts now.
    public DeployPlan reboot(String commit) {
        return DeployPlan.of(note("reboot-requested", commit, null), new Step.Reboot());
    }

    /// Restarts at a time of the host's own clock.
    public DeployPlan rebootAt(String commit, java.time.LocalDateTime time) {
        return DeployPlan.of(new Step.RebootAt(time), note("reboot-requested", commit, "at " + time));
    }

    private Step note(String event, String commit, @org.jspecify.annotations.Nullable String reason) {
        return new Step.Note(new Event(now, event, commit, reason, by));
    }
}
