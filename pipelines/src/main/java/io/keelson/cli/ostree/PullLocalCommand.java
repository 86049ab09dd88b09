package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.pull.DeltaUse;
import io.keelson.ostree.pull.LocalPull;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "pull-local", description = "Copy data from SRC_REPO")
final class PullLocalCommand extends RepositoryCommand {
    @Mixin
    private final PullOptions options = new PullOptions();

    @Option(names = "--remote", paramLabel = "REMOTE", description = "Add REMOTE to refspec")
    private @Nullable String remote;

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
                            options.requireDeltas()
                                    ? deltas(repo, wanted, verifier)
                                    : objects(repo, from, wanted, verifier));
        }
    }

    private String objects(Repository repo, Repository from, List<String> wanted, PullVerifier verifier)
            throws IOException {
        LocalPull pull = new LocalPull(repo, from, remote, options.scope(List.of()), options.rules(false, null));
        return PullStatus.imported(pull.run(wanted, verifier));
    }

    /// Deltas are read as from a server.
    private String deltas(Repository repo, List<String> wanted, PullVerifier verifier) throws IOException {
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
        RemotePull pull =
                new RemotePull(repo, place, settings, options.scope(List.of()), options.rules(false, null), verifier);
        return PullStatus.of(pull.run(wanted.stream().map(WantedRef::parse).toList()), false);
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
}
