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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gets commits from a remote with the host's own `ostree`, which checks signatures and checksums and
/// continues where a killed pull stopped.
public final class Fetch {
    private static final Duration METADATA = Duration.ofMinutes(5);
    /// For a whole image over a slow line. What a stalled line does, libostree's own timeouts end.
    private static final Duration CONTENT = Duration.ofHours(12);
    /// libostree's word for what it does not take then.
    private static final String OLDER = "chronologically older";

    private final HostShell shell;
    private final HostPaths paths;

    public Fetch(HostShell shell, HostPaths paths) {
        this.shell = shell;
        this.paths = paths;
    }

    /// Asks which commit a ref is now, and checks who signed it. Only the commit itself is fetched.
    public Candidate resolve(Remote remote, String ref) throws InterruptedException {
        pull(remote, ref, METADATA, "--commit-metadata-only");
        return newest(remote, ref);
    }

    /// Fetches one commit by its checksum, as far as its own object.
    public Candidate commit(Remote remote, String commit, String refspec) throws InterruptedException {
        pull(remote, commit, METADATA, "--commit-metadata-only");
        return Candidate.read(paths, commit, refspec);
    }

    /// Gets the newest commit of a ref with all its files. To ask first and then get it would take two connections, two
    /// looks at the signature and two transactions.
    ///
    /// @param notBefore a commit that is here; of an older one only the commit itself is fetched
    public Candidate all(Remote remote, String ref, Optional<String> notBefore) throws InterruptedException {
        List<String> options = notBefore.stream()
                .map(commit -> "--timestamp-check-from-rev=" + commit)
                .toList();
        CommandResult result = tryPull(remote, ref, CONTENT, options);
        if (result.stderr().contains(OLDER)) {
            return resolve(remote, ref);
        }
        check(result, remote, ref);
        return newest(remote, ref);
    }

    /// Fetches all of a commit.
    public void content(Remote remote, String commit) throws InterruptedException {
        pull(remote, commit, CONTENT);
    }

    private Candidate newest(Remote remote, String ref) {
        String refspec = remote.name() + ":" + ref;
        String commit = SmallFiles.read(paths.remoteRef(remote.name(), ref))
                .map(String::strip)
                .orElseThrow(() -> new KeelsonException("libostree took " + refspec + " and did not write its ref"));
        return Candidate.read(paths, commit, refspec);
    }

    private void pull(Remote remote, String what, Duration limit, String... options) throws InterruptedException {
        check(tryPull(remote, what, limit, List.of(options)), remote, what);
    }

    private CommandResult tryPull(Remote remote, String what, Duration limit, List<String> options)
            throws InterruptedException {
        List<String> argv = new ArrayList<>(paths.ostree("pull"));
        argv.addAll(options);
        argv.addAll(List.of(remote.name(), what));
        Invocation pull = Invocation.of(argv).within(limit);
        return shell.run(limit.equals(CONTENT) ? pull.onTerminal() : pull);
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
