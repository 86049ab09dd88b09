package io.keelson.bootstrap.host.state;

import io.keelson.bootstrap.host.objects.CommitObject;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/// A commit that is to be deployed, as far as its own object tells.
///
/// @param refspec what the deployment follows from then on
public record Candidate(String commit, Optional<String> version, Instant time, String refspec) {
    /// Reads a commit that is in the host's repository.
    public static Candidate read(HostPaths paths, String commit, String refspec) {
        try {
            CommitObject object = CommitObject.parse(Files.readAllBytes(paths.object(commit, ".commit")))
                    .orElseThrow(
                            () -> new KeelsonException("the commit " + commit + " is damaged in " + paths.repository())
                                    .withHint("ostree fsck --delete removes what is damaged; then try again"));
            return new Candidate(commit, object.version(), object.time(), refspec);
        } catch (IOException e) {
            throw new KeelsonException("the commit " + commit + " is not in " + paths.repository(), e);
        }
    }

    /// How a person tells it from others.
    public String name() {
        return Deployed.name(version, commit);
    }
}
