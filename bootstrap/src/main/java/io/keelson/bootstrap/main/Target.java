package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.DeployPlan;
import io.keelson.bootstrap.host.deploy.Fetch;
import io.keelson.bootstrap.host.deploy.Gate;
import io.keelson.bootstrap.host.deploy.Trust;
import io.keelson.bootstrap.host.state.Candidate;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.bootstrap.host.state.Rejections;
import io.keelson.bootstrap.host.state.Remote;
import io.keelson.release.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The commit that a command is about, and the way to it.
final class Target {
    private final Change.Scene scene;
    private final Remote remote;
    private final Candidate candidate;
    private final SourceOptions options;

    private Target(Change.Scene scene, Remote remote, Candidate candidate, SourceOptions options) {
        this.options = options;
        this.scene = scene;
        this.remote = remote;
        this.candidate = candidate;
    }

    /// Asks the remote of `refspec` what the newest commit is.
    static Target newest(Change.Scene scene, String refspec, SourceOptions options) throws InterruptedException {
        Remote remote = trusted(scene, refspec, options);
        String ref = refspec.substring(refspec.indexOf(':') + 1);
        return new Target(scene, remote, new Fetch(scene.shell(), scene.paths()).resolve(remote, ref), options);
    }

    /// One commit, by its checksum, or the newest of a ref, for a host that goes on to follow what it follows.
    static Target named(Change.Scene scene, String words, SourceOptions options) throws InterruptedException {
        String followed = scene.state().current().refspec();
        Optional<String> commit = commit(scene, words);
        if (commit.isPresent()) {
            Remote remote = trusted(scene, followed, options);
            return new Target(
                    scene,
                    remote,
                    new Fetch(scene.shell(), scene.paths()).commit(remote, commit.get(), followed),
                    options);
        }
        String refspec = words.contains(":") ? words : followed.replaceFirst(":.*", "") + ":" + words;
        Target newest = newest(scene, refspec, options);
        Candidate found = newest.candidate;
        return new Target(
                scene, newest.remote, new Candidate(found.commit(), found.version(), found.time(), followed), options);
    }

    private static Optional<String> commit(Change.Scene scene, String words) {
        if (Digest.isHex(words)) {
            return Optional.of(words);
        }
        List<String> known = scene.state().deployments().stream()
                .map(Deployed::commit)
                .distinct()
                .filter(commit -> words.length() >= 7 && commit.startsWith(words))
                .toList();
        return known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty();
    }

    private static Remote trusted(Change.Scene scene, String refspec, SourceOptions options) {
        Remote remote = Remote.of(scene.paths(), refspec);
        Trust.check(scene.paths(), remote, options.allowUnsigned());
        Gate.checkClock(scene.state().current(), Instant.now());
        return remote;
    }

    Candidate candidate() {
        return candidate;
    }

    /// Why nothing needs to be done, if so.
    Optional<String> present() {
        for (Role role : List.of(Role.STAGED, Role.DEFAULT)) {
            Optional<Deployed> there =
                    scene.state().first(role).filter(one -> one.commit().equals(candidate.commit()));
            if (there.isPresent()) {
                return Optional.of(words(there.get()));
            }
        }
        return Optional.empty();
    }

    private static String words(Deployed there) {
        if (there.is(Role.STAGED)) {
            return there.name() + " is staged already: it starts at the next restart (systemctl reboot)";
        }
        return there.is(Role.BOOTED)
                ? there.name() + " is what runs: up to date"
                : there.name() + " is what starts next";
    }

    void check(Gate gate) {
        gate.check(candidate, scene.state().current(), rejections(), Instant.now());
    }

    /// Only gets the files.
    DeployPlan download() {
        return scene.plans().download(candidate, remote);
    }

    DeployPlan deploy(String kind, boolean fixed) {
        if (!options.unconfirmed()) {
            scene.plans().requireConfirmed();
        }
        boolean isRejected = rejections().reason(candidate.commit()).isPresent();
        return scene.plans().deploy(kind, candidate, remote, fixed, isRejected);
    }

    private Rejections rejections() {
        return Rejections.of(scene.paths());
    }
}
