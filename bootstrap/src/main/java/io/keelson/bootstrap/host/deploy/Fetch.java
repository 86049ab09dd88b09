package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.HostShell;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.state.Candidate;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.bootstrap.host.state.Remote;
import io.keelson.bootstrap.host.state.SmallFiles;
import io.keelson.release.KeelsonException;
import java.time.Duration;
import java.util.List;

/// Gets commits from a remote with the host's own `ostree`, which checks signatures and checksums and
/// continues where a killed pull stopped.
public final class Fetch {
    private static final Duration METADATA = Duration.ofMinutes(5);
    /// For a whole image over a slow line. What a stalled line does, libostree's own timeouts end.
    private static final Duration CONTENT = Duration.ofHours(12);

    private final HostShell shell;
    private final HostPaths paths;

    public Fetch(HostShell shell, HostPaths paths) {
        this.shell = shell;
        this.paths = paths;
    }

    /// Asks which commit a ref is now, and checks who signed it. Only the commit itself is fetched.
    public Candidate resolve(Remote remote, String ref) throws InterruptedException {
        List<String> argv = paths.ostree("pull", "--commit-metadata-only", remote.name(), ref);
        check(shell.run(Invocation.of(argv).within(METADATA)), remote, ref);
        String refspec = remote.name() + ":" + ref;
        String commit = SmallFiles.read(paths.remoteRef(remote.name(), ref))
                .map(String::strip)
                .orElseThrow(() -> new KeelsonException("libostree took " + refspec + " and did not write its ref"));
        return Candidate.read(paths, commit, refspec);
    }

    /// Fetches one commit by its checksum, as far as its own object.
    public Candidate commit(Remote remote, String commit, String refspec) throws InterruptedException {
        List<String> argv = paths.ostree("pull", "--commit-metadata-only", remote.name(), commit);
        check(shell.run(Invocation.of(argv).within(METADATA)), remote, commit);
        return Candidate.read(paths, commit, refspec);
    }

    /// Fetches all of a commit.
    void content(Remote remote, String commit) throws InterruptedException {
        List<String> argv = paths.ostree("pull", remote.name(), commit);
        check(shell.run(Invocation.of(argv).within(CONTENT).onTerminal()), remote, commit);
    }

    private static void check(CommandResult result, Remote remote, String what) {
        if (!result.ok()) {
            PullFailure failure = PullFailure.of(result);
            throw new KeelsonException("cannot take " + what + " from the remote '" + remote.name() + "' ("
                            + remote.url() + "): " + failure.reason())
                    .withHint(failure.hint());
        }
    }
}
