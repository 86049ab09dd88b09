package io.keelson.ostree.pull;

import io.keelson.ostree.Repository;
import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.remote.Remote;
import io.keelson.release.KeelsonException;
import java.io.IOException;

/// Fetches the summary of a remote alone.
public final class RemoteSummary {
    private RemoteSummary() {}

    /// The bytes of the summary, verified as the remote asks for.
    ///
    /// @throws KeelsonException when the remote has none
    public static byte[] fetch(Repository repo, Remote remote, RemoteSettings settings, PullVerifier verifier)
            throws IOException {
        try (RemoteAccess access = RemoteAccess.open(repo, remote, settings, verifier, bytes -> {})) {
            Fetched.Content summary = access.summary().summary();
            if (summary == null) {
                throw new KeelsonException("Remote server has no summary file");
            }
            return summary.bytes();
        }
    }
}
