package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.DeploymentId;
import io.keelson.bootstrap.host.state.Event;
import io.keelson.bootstrap.host.state.Remote;
import io.keelson.bootstrap.host.state.Request;
import java.time.LocalDateTime;
import java.util.List;

/// One thing to do to a host. Each can be done again when a kill came in between.
public sealed interface Step {
    /// Gets all files of a commit.
    ///
    /// @param done whether they came with the answer to what the newest commit is
    record Download(Remote remote, String commit, boolean done) implements Step {}

    /// Makes sure that a commit can boot and that there is room for it.
    record Examine(String commit, String name, String current) implements Step {}

    /// Tells what the commit means for /etc.
    record CompareEtc(Deployed current, String commit) implements Step {}

    /// Keeps what was asked for, for `status` and for who asked.
    record Ask(Request request) implements Step {}

    /// Has libostree deploy a commit at the next shutdown.
    ///
    /// @param refspec what the deployment follows
    /// @param fixed whether it is this commit and not the newest of its ref
    /// @param kargs options about kernel arguments
    record Stage(String os, String commit, String refspec, boolean fixed, List<String> kargs) implements Step {}

    /// Forgets what is staged.
    record Unstage(Deployed staged) implements Step {}

    /// Has the boot loader start a deployment that is there, and fall back to the former default.
    record MakeDefault(DeploymentId id, String name) implements Step {}

    /// Keeps a commit from being taken again.
    record Reject(String commit, String reason) implements Step {}

    /// Takes that back.
    record Forgive(String commit) implements Step {}

    /// Keeps a deployment from being cleaned up, or no longer.
    record Pin(Deployed deployment, boolean pinned) implements Step {}

    /// Removes what no deployment needs.
    record Clean() implements Step {}

    /// Writes a line into the history.
    record Note(Event event) implements Step {}

    /// Restarts the host now.
    record Reboot() implements Step {}

    /// Restarts the host later.
    record RebootAt(LocalDateTime time) implements Step {}

    /// Whether somebody who waits is told when it begins: of bookkeeping not, nor of what is done already.
    default boolean isNews() {
        return switch (this) {
            case Note _, Ask _ -> false;
            case Download step -> !step.done();
            default -> true;
        };
    }

    /// What this does, for a person.
    default String words() {
        return switch (this) {
            case Download step ->
                "download " + step.commit() + " from the remote '"
                        + step.remote().name() + "'";
            case Examine step -> "check that " + step.name() + " can boot and that /boot has room for it";
            case CompareEtc _ -> "compare /etc with what the new image has there";
            case Ask step ->
                "keep the request: " + step.request().kind() + " "
                        + step.request().refspec();
            case Stage step ->
                "stage " + step.commit() + " of " + step.refspec() + " for the next start"
                        + (step.kargs().isEmpty() ? "" : " with " + String.join(" ", step.kargs()));
            case Unstage step -> "drop the staged deployment " + step.staged().name();
            case MakeDefault step -> "make " + step.name() + " what starts next (" + step.id() + ")";
            case Reject step -> "never take " + step.commit() + " again by itself: " + step.reason();
            case Forgive step -> "forget that " + step.commit() + " was rejected";
            case Pin step ->
                (step.pinned() ? "pin " : "unpin ") + step.deployment().name();
            case Clean _ -> "remove what no deployment needs";
            case Note step -> "write into the history: " + step.event().event();
            case Reboot _ -> "restart";
            case RebootAt step -> "restart at " + step.time();
        };
    }
}
