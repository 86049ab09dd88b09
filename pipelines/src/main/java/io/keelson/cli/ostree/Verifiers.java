package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.pull.PullVerifier;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.sign.RemoteTrust;
import io.keelson.release.KeelsonException;
import java.io.IOException;

/// Chooses what is verified of what comes from a remote.
final class Verifiers {
    private Verifiers() {}

    /// What the remote's options say; nothing for a place without a name, as `file:///srv/repo`.
    ///
    /// @throws KeelsonException when they name keys that cannot be read
    static TrustVerifier of(Repository repo, Remote remote) throws IOException {
        return new TrustVerifier(
                remote.name().isEmpty() ? RemoteTrust.none() : RemoteTrust.of(repo, remote.name(), remote::option));
    }

    /// What somebody asks for who copies from this machine, where nothing else is verified.
    static PullVerifier local(Repository repo, Remote remote, boolean commits, boolean summary) throws IOException {
        RemoteTrust trust = RemoteTrust.of(repo, remote.name(), remote::option);
        return new TrustVerifier(trust.withoutEngines().withGpg(commits, summary));
    }
}
