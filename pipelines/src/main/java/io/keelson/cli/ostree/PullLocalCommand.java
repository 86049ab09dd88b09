package io.keelson.cli.ostree;

import io.keelson.ostree.ObjectImport.Trust;
import io.keelson.ostree.Repository;
import io.keelson.ostree.pull.DeltaUse;
import io.keelson.ostree.pull.LocalPull;
import io.keelson.ostree.pull.PullResult;
import io.keelson.ostree.pull.PullRules;
import io.keelson.ostree.pull.PullScope;
import io.keelson.ostree.pull.PullVerifier;
import io.keelson.ostree.pull.RemotePull;
import io.keelson.ostree.pull.RemoteSettings;
import io.keelson.ostree.pull.WantedRef;
import io.keelson.ostree.remote.Remote;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "pull-local", description = "Copy data from SRC_REPO")
final class PullLocalCommand extends RepositoryCommand {
    @Option(names = "--commit-metadata-only", description = "Fetch only the commit metadata")
    private boolean commitsOnly;

    @Option(names = "--remote", paramLabel = "REMOTE", description = "Add REMOTE to refspec")
    private @Nullable String remote;

    @Option(names = "--disable-fsync", description = "Do not invoke fsync()")
    private boolean withoutFsync;

    @Option(
            names = "--per-object-fsync",
            description = "Perform writes in such a way that avoids stalling concurrent processes")
    private boolean fsyncEach;

    @Option(names = "--untrusted", description = "Verify checksums of local sources (always enabled for HTTP pulls)")
    private boolean untrusted;

    @Option(
            names = "--bareuseronly-files",
            description = "Reject regular files with mode outside of 0775 (world writable, suid, etc.)")
    private boolean harmless;

    @Option(names = "--disable-verify-bindings", description = "Do not verify commit bindings")
    private boolean withoutBindings;

    @Option(names = "--depth", paramLabel = "DEPTH", description = "Traverse DEPTH parents (-1=infinite) (default: 0)")
    private int depth;

    @Option(names = "--require-static-deltas", description = "Require static deltas")
    private boolean requireDeltas;

    @Option(names = "--gpg-verify", description = "GPG verify commits (must specify --remote)")
    private boolean gpgVerify;

    @Option(names = "--gpg-verify-summary", description = "GPG verify summary (must specify --remote)")
    private boolean gpgVerifySummary;

    @Parameters(index = "0", paramLabel = "SRC_REPO")
    private Path source = Path.of("");

    @Parameters(index = "1..*", paramLabel = "REFS")
    private List<String> refs = List.of();

    @Override
    void run() throws IOException {
        try (Repository repo = open();
                Repository from = Repository.open(source)) {
            PullVerifier verifier = verifier(repo);
            if (verifier.wantsSummary()) {
                new SignedSource(from).require(verifier, refs);
            }
            List<String> wanted =
                    refs.isEmpty() ? List.copyOf(from.refs().list().keySet()) : refs;
            out().println(
                            requireDeltas
                                    ? PullStatus.of(deltas(repo, wanted, verifier), false)
                                    : PullStatus.imported(
                                            new LocalPull(repo, from, remote, scope(), rules()).run(wanted, verifier)));
        }
    }

    /// Deltas are read as from a server.
    private PullResult deltas(Repository repo, List<String> wanted, PullVerifier verifier) throws IOException {
        Remote place = new Remote(
                remote == null ? "" : remote,
                new LinkedHashMap<>(
                        Map.of("url", source.toAbsolutePath().toUri().toString())));
        RemoteSettings settings = new RemoteSettings(
                false,
                false,
                DeltaUse.REQUIRED,
                false,
                null,
                List.of(),
                null,
                new FetchOptions().settings(repo, place));
        return new RemotePull(repo, place, settings, scope(), rules(), verifier)
                .run(wanted.stream().map(WantedRef::parse).toList());
    }

    /// Unlike over the network nothing is verified that was not asked for.
    private PullVerifier verifier(Repository repo) throws IOException {
        if (!gpgVerify && !gpgVerifySummary) {
            return PullVerifier.NONE;
        }
        if (remote == null) {
            throw new KeelsonException("Must specify remote name to enable gpg verification");
        }
        return Verifiers.local(repo, RemotesDirectory.remotes(repo, null).get(remote), gpgVerify, gpgVerifySummary);
    }

    private PullScope scope() {
        try {
            return new PullScope(depth, commitsOnly, List.of());
        } catch (IllegalArgumentException e) {
            throw new KeelsonException(String.valueOf(e.getMessage()), e);
        }
    }

    private PullRules rules() {
        return new PullRules(
                untrusted ? Trust.VERIFY : Trust.BELIEVE,
                harmless,
                !withoutBindings,
                false,
                null,
                withoutFsync ? Boolean.FALSE : null,
                fsyncEach);
    }
}
