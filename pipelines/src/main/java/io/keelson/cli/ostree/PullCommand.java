package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.pull.DeltaUse;
import io.keelson.ostree.pull.PullResult;
import io.keelson.ostree.pull.RemotePull;
import io.keelson.ostree.pull.RemoteSettings;
import io.keelson.ostree.pull.Tally;
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

@Command(name = "pull", description = "Download data from remote repository")
final class PullCommand extends RepositoryCommand {
    @Mixin
    private final PullOptions options = new PullOptions();

    @Option(names = "--cache-dir", paramLabel = "PATH", description = "Use custom cache dir")
    private @Nullable Path cacheDirectory;

    @Option(names = "--disable-static-deltas", description = "Do not use static deltas")
    private boolean withoutDeltas;

    @Option(
            names = "--dry-run",
            description = "Only print information on what will be downloaded (requires static deltas)")
    private boolean dryRun;

    @Option(names = "--mirror", description = "Write refs suitable for a mirror and fetches all refs if none provided")
    private boolean mirror;

    @Option(names = "--subpath", paramLabel = "PATH", description = "Only pull the provided subpath(s)")
    private List<String> subpaths = List.of();

    @Option(
            names = "--http-trusted",
            description = "Do not verify checksums of files that --mirror fetches into an archive")
    private boolean trusted;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Pull objects from this URL instead of the one from the remote config")
    private @Nullable String url;

    @Option(
            names = "--update-frequency",
            paramLabel = "FREQUENCY",
            description = "Sets the update frequency, in milliseconds (0=1000ms) (default: 0)")
    private int frequency;

    @Option(
            names = {"-L", "--localcache-repo"},
            paramLabel = "REPO",
            description = "Add REPO as local cache source for objects during this pull")
    private List<Path> localCaches = List.of();

    @Option(
            names = {"-T", "--timestamp-check"},
            description = "Require fetched commits to have newer timestamps")
    private boolean notOlder;

    @Option(
            names = "--timestamp-check-from-rev",
            paramLabel = "REV",
            description = "Require fetched commits to have newer timestamps than given rev")
    private @Nullable String notOlderThan;

    @Mixin
    private FetchOptions fetch = new FetchOptions();

    @Parameters(index = "0", paramLabel = "REMOTE")
    private String remoteName = "";

    @Parameters(index = "1..*", paramLabel = "BRANCH")
    private List<String> branches = List.of();

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            int colon = remoteName.startsWith("file://") ? -1 : remoteName.indexOf(':');
            List<String> wanted = colon < 0 ? branches : List.of(remoteName.substring(colon + 1));
            Remote remote = remote(repo, colon < 0 ? remoteName : remoteName.substring(0, colon));
            RemotePull pull = new RemotePull(
                    repo,
                    remote,
                    settings(repo, remote),
                    options.scope(subpaths),
                    options.rules(notOlder, notOlderThan),
                    Verifiers.of(repo, remote));
            PullResult result = run(pull, wanted.stream().map(WantedRef::parse).toList());
            out().println(
                            dryRun
                                    ? PullStatus.dryRun(result.deltas())
                                    : PullStatus.of(
                                            result,
                                            remote.option("url").orElse("").startsWith("file:")
                                                    && !options.requireDeltas()));
        }
    }

    private PullResult run(RemotePull pull, List<WantedRef> wanted) throws IOException {
        Tally tally = new Tally();
        try (PullProgress _ = PullProgress.start(tally, out(), frequency)) {
            return pull.run(wanted, tally);
        }
    }

    private static Remote remote(Repository repo, String name) throws IOException {
        return name.startsWith("file://")
                ? new Remote("", new LinkedHashMap<>(Map.of("url", name)))
                : RemotesDirectory.remotes(repo, null).get(name);
    }

    private RemoteSettings settings(Repository repo, Remote remote) throws IOException {
        return new RemoteSettings(
                mirror,
                trusted,
                deltaUse(),
                dryRun,
                url,
                localCaches,
                SummaryPlace.of(repo, cacheDirectory),
                fetch.settings(repo, remote));
    }

    private DeltaUse deltaUse() {
        if (dryRun && !options.requireDeltas()) {
            throw new KeelsonException("--dry-run requires --require-static-deltas");
        }
        if (withoutDeltas && options.requireDeltas()) {
            throw new KeelsonException("Can only specify one of --disable-static-deltas and --require-static-deltas");
        }
        return withoutDeltas ? DeltaUse.NEVER : options.requireDeltas() ? DeltaUse.REQUIRED : DeltaUse.PREFERRED;
    }
}
