package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.remote.Remote;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "refs", description = "List remote refs")
final class RemoteRefsCommand extends RepositoryCommand {
    @Option(names = "--cache-dir", paramLabel = "PATH", description = "Use custom cache dir")
    private @Nullable Path cacheDirectory;

    @Mixin
    private FetchOptions fetch = new FetchOptions();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            Remote remote = RemotesDirectory.remotes(repo, null).get(name);
            byte[] summary =
                    RemoteSummaryCommand.fetched(repo, remote, Verifiers.of(repo, remote), fetch, cacheDirectory);
            Summary.decode(summary).refs().keySet().forEach(ref -> out().println(name + ":" + ref));
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("Corrupted summary: " + e.getMessage(), e);
        }
    }
}
