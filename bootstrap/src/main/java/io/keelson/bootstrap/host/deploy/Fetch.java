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
        check(metadata(remote, ref), remote, ref);
        return newest(remote, ref);
    }

    /// Fetches one commit by its checksum, as far as its own object.
    public Candidate commit(Remote remote, String commit, String refspec) throws InterruptedException {
        check(metadata(remote, commit), remote, commit);
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
        CommandResult result = files(remote, ref, options);
        if (result.stderr().contains(OLDER)) {
            return resolve(remote, ref);
        }
        check(result, remote, ref);
        return newest(remote, ref);
    }

    /// Fetches all of a commit.
    void content(Remote remote, String commit) throws InterruptedException {
        check(files(remote, commit, List.of()), remote, commit);
    }

    private Candidate newest(Remote remote, String ref) {
        String refspec = remote.name() + ":" + ref;
        String commit = SmallFiles.read(paths.remoteRef(remote.name(), ref))
                .map(String::strip)
                .orElseThrow(() -> new KeelsonException("libostree took " + refspec + " and did not write its ref"));
        return Candidate.read(paths, commit, refspec);
    }

    private CommandResult metadata(Remote remote, String what) throws InterruptedException {
        return shell.run(pull(remote, what, List.of("--commit-metadata-only")).within(METADATA));
    }

    private CommandResult files(Remote remote, String what, List<String> options) throws InterruptedException {
        return shell.run(pull(remote, what, options).within(CONTENT).onTerminal());
    }

    private Invocation pull(Remote remote, String what, List<String> options) {
        List<String> argv = new ArrayList<>(paths.ostree("pull"));
        argv.addAll(options);
        argv.addAll(List.of(remote.name(), what));
        return Invocation.of(argv);
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
