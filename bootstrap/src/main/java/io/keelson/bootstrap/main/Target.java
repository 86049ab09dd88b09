package io.keelson.bootstrap.main;

import io.keelson.bootstrap.host.deploy.DeployPlan;
import io.keelson.bootstrap.host.deploy.Fetch;
import io.keelson.bootstrap.host.deploy.Gate;
import io.keelson.bootstrap.host.deploy.Plans;
import io.keelson.bootstrap.host.deploy.Trust;
import io.keelson.bootstrap.host.state.Candidate;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.Deployed.Role;
import io.keelson.bootstrap.host.state.Rejections;
import io.keelson.bootstrap.host.state.Remote;
import io.keelson.release.Digest;
import io.keelson.release.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The commit that a command is about, and the way to it.
final class Target {
    private final Change.Scene scene;
    private final Plans.Source source;
    private final SourceOptions options;

    private Target(Change.Scene scene, Plans.Source source, SourceOptions options) {
        this.options = options;
        this.scene = scene;
        this.source = source;
    }

    /// How much of a commit is fetched.
    enum Extent {
        /// What its own object tells.
        NEWS,
        /// All, unless it is older than what runs.
        NEWER,
        /// All.
        ANY
    }

    /// Asks the remote of `refspec` what the newest commit is, and takes it along when it will be deployed anyway.
    static Target newest(Change.Scene scene, String refspec, SourceOptions options, Extent extent)
            throws InterruptedException {
        Remote remote = trusted(scene, refspec, options);
        String ref = refspec.substring(refspec.indexOf(':') + 1);
        Fetch fetch = new Fetch(scene.shell(), scene.paths());
        // While something is on trial nothing will be deployed, so nothing is fetched for it.
        boolean refused = !options.unconfirmed()
                && scene.state().menu().filter(menu -> !menu.success()).isPresent();
        if (extent == Extent.NEWS || scene.dryRun() || refused) {
            return new Target(scene, new Plans.Source(fetch.resolve(remote, ref), remote, false), options);
        }
        Deployed current = scene.state().current();
        Optional<String> oldest = extent == Extent.NEWER ? Optional.of(current.commit()) : Optional.empty();
        try (Progress.Task _ = new StepLines().begin("fetch the newest commit of " + refspec)) {
            Candidate found = fetch.all(remote, ref, oldest);
            boolean complete = extent == Extent.ANY || !isOlder(found, current);
            return new Target(scene, new Plans.Source(found, remote, complete), options);
        }
    }

    private static boolean isOlder(Candidate candidate, Deployed current) {
        return current.timestamp().filter(candidate.time()::isBefore).isPresent();
    }

    /// One commit, by its checksum, or the newest of a ref, for a host that goes on to follow what it follows.
    static Target named(Change.Scene scene, String words, SourceOptions options) throws InterruptedException {
        String followed = scene.state().current().refspec();
        Optional<String> commit = commit(scene, words);
        if (commit.isPresent()) {
            Remote remote = trusted(scene, followed, options);
            Candidate candidate = new Fetch(scene.shell(), scene.paths()).commit(remote, commit.get(), followed);
            return new Target(scene, new Plans.Source(candidate, remote, false), options);
        }
        String refspec = words.contains(":") ? words : followed.replaceFirst(":.*", "") + ":" + words;
        Plans.Source newest = newest(scene, refspec, options, Extent.ANY).source;
        Candidate found = newest.candidate();
        Candidate followedOne = new Candidate(found.commit(), found.version(), found.time(), followed);
        return new Target(scene, new Plans.Source(followedOne, newest.remote(), newest.complete()), options);
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
        return source.candidate();
    }

    /// Why nothing needs to be done, if so.
    Optional<String> present() {
        for (Role role : List.of(Role.STAGED, Role.DEFAULT)) {
            Optional<Deployed> there = scene.state()
                    .first(role)
                    .filter(one -> one.commit().equals(candidate().commit()));
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
        gate.check(candidate(), scene.state().current(), rejections(), Instant.now());
    }

    /// Only gets the files.
    DeployPlan download() {
        return scene.plans().download(source);
    }

    DeployPlan deploy(String kind, boolean fixed) {
        if (!options.unconfirmed()) {
            scene.plans().requireConfirmed();
        }
        boolean isRejected = rejections().reason(candidate().commit()).isPresent();
        return scene.plans().deploy(kind, source, fixed, isRejected);
    }

    private Rejections rejections() {
        return Rejections.of(scene.paths());
    }
}
