package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.pull.PullVerifier;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.sign.RemoteTrust;
import java.io.IOException;

/// Chooses what is verified of what comes from a remote.
final class Verifiers {
    private Verifiers() {}

    /// @param remote one without a name is a place on this machine, of which nothing is demanded
    static PullVerifier of(Repository repo, Remote remote) throws IOException {
        return remote.name().isEmpty()
                ? PullVerifier.NONE
                : new TrustVerifier(RemoteTrust.of(repo, remote.name(), remote::option));
    }
}
