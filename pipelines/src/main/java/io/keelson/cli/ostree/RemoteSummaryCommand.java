package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.pull.RemoteSettings;
import io.keelson.ostree.pull.RemoteSummary;
import io.keelson.ostree.remote.Remote;
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
            byte[] summary = fetched(repo, name, fetch, cacheDirectory);
            if (raw) {
                out().println(Summary.variant(summary).byteswapped().print(true));
            } else {
                new SummaryPrinter(out()).print(Summary.decode(summary));
            }
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("Corrupted summary: " + e.getMessage(), e);
        }
    }

    static byte[] fetched(Repository repo, String name, FetchOptions fetch, @Nullable Path cacheDirectory)
            throws IOException {
        Remote remote = RemotesDirectory.remotes(repo, null).get(name);
        RemoteSettings settings = new RemoteSettings(
                false, null, List.of(), SummaryPlace.of(repo, cacheDirectory), fetch.settings(repo, remote));
        return RemoteSummary.fetch(repo, remote, settings, Verifiers.of(repo, remote));
    }
}
