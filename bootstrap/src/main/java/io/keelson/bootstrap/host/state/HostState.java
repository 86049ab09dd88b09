package io.keelson.bootstrap.host.state;

import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.release.KeelsonException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is on a host at one moment.
///
/// @param deployments as libostree has them: staged, first, second, ...
/// @param menu what the boot loader will do, if this host has Keelson's menu
/// @param history oldest first
public record HostState(
        List<Deployed> deployments,
        Optional<BootMenu> menu,
        List<Event> history,
        Optional<Request> request,
        Optional<Health> health) {
    /// Events that leave what is deployed as it is.
    private static final Set<String> UPKEEP = Set.of("cleaned", "pinned", "unpinned", "reboot-requested");

    public Optional<Deployed> first(Role role) {
        return deployments.stream().filter(one -> one.is(role)).findFirst();
    }

    /// The deployment whose origin an upgrade follows: what runs, else what would start.
    ///
    /// @throws KeelsonException when nothing is deployed
    public Deployed current() {
        return first(Role.BOOTED)
                .or(() -> first(Role.DEFAULT))
                .orElseThrow(() -> new KeelsonException("nothing is deployed on this host")
                        .withHint("is this an OSTree host? see: ostree admin status"));
    }

    /// The deployment that `words` mean: an index of the list, or the beginning of a commit.
    ///
    /// @throws KeelsonException when none or more than one matches
    public Deployed find(String words) {
        List<Deployed> found = deployments.stream()
                .filter(one -> String.valueOf(one.index()).equals(words)
                        || one.id().toString().equals(words)
                        || (words.length() >= 4 && one.id().directory().startsWith(words)))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw KeelsonException.usage((found.isEmpty() ? "no deployment is " : "more than one deployment is ") + words)
                .withHint("take an index or a commit that `keelson-host status` shows");
    }

    /// The last thing that changed what is deployed.
    public Optional<Event> lastChange() {
        return history.reversed().stream()
                .filter(event -> !UPKEEP.contains(event.event()))
                .findFirst();
    }

    /// What became of the last request.
    public Optional<Outcome> outcome() {
        return request.map(asked -> Outcome.of(
                asked,
                history,
                deployments.stream().anyMatch(one -> one.commit().equals(asked.commit()))));
    }
}
