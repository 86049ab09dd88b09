package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.pull.DeltaUse;
import io.keelson.ostree.pull.PullVerifier;
import io.keelson.ostree.pull.RemoteSettings;
import io.keelson.ostree.pull.RemoteSummary;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.sign.SignatureReport;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "summary", description = "Show remote repository summary")
final class RemoteSummaryCommand extends RepositoryCommand {
    @Option(names = "--cache-dir", paramLabel = "PATH", description = "Use custom cache dir")
    private @Nullable Path cacheDirectory;

    @Option(names = "--raw", description = "Show raw variant data")
    private boolean raw;

    @Mixin
    private FetchOptions fetch = new FetchOptions();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Remote remote = RemotesDirectory.remotes(repo, null).get(name);
            TrustVerifier verifier = Verifiers.of(repo, remote);
            byte[] summary = fetched(repo, remote, verifier, fetch, cacheDirectory);
            if (raw) {
                out().println(Summary.variant(summary).byteswapped().print(true));
            } else {
                new SummaryPrinter(out()).print(Summary.decode(summary));
                signatures(verifier.ofSummary());
            }
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("Corrupted summary: " + e.getMessage(), e);
        }
    }

    private void signatures(List<SignatureReport> reports) {
        if (!reports.isEmpty()) {
            String plural = reports.size() == 1 ? "" : "s";
            out().println("\nGPG: Verification enabled, found " + reports.size() + " signature" + plural + ":");
            reports.forEach(report -> out().print("\n" + report.text("  ")));
        }
    }

    static byte[] fetched(
            Repository repo, Remote remote, PullVerifier verifier, FetchOptions fetch, @Nullable Path cacheDirectory)
            throws IOException {
        RemoteSettings settings = new RemoteSettings(
                false,
                false,
                DeltaUse.NEVER,
                false,
                null,
                List.of(),
                SummaryPlace.of(repo, cacheDirectory),
                fetch.settings(repo, remote));
        return RemoteSummary.fetch(repo, remote, settings, verifier);
    }
}
