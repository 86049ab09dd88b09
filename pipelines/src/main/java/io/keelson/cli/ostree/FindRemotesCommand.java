package io.keelson.cli.ostree;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.Repository;
import io.keelson.ostree.pull.DeltaUse;
import io.keelson.ostree.pull.PullRules;
import io.keelson.ostree.pull.PullScope;
import io.keelson.ostree.pull.PullVerifier;
import io.keelson.ostree.pull.RemoteFinder;
import io.keelson.ostree.pull.RemotePull;
import io.keelson.ostree.pull.RemoteSettings;
import io.keelson.ostree.pull.WantedRef;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.remote.Remotes;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "find-remotes", description = "Find remotes to serve the given refs")
final class FindRemotesCommand extends RepositoryCommand {
    @Option(names = "--cache-dir", paramLabel = "PATH", description = "Use custom cache dir")
    private @Nullable Path cacheDirectory;

    @Option(names = "--disable-fsync", description = "Do not invoke fsync()")
    private boolean withoutFsync;

    @Option(
            names = "--finders",
            paramLabel = "FINDERS",
            description = "Where to look; only config is there: the remotes that are configured")
    private String finders = "config";

    @Option(names = "--pull", description = "Pull the updates after finding them")
    private boolean pull;

    @Option(names = "--mirror", description = "Do a mirror pull (see ostree pull --mirror)")
    private boolean mirror;

    @Mixin
    private FetchOptions fetch = new FetchOptions();

    @Parameters(paramLabel = "COLLECTION-ID REF")
    private List<String> words = List.of();

    @Override
    void run() throws IOException {
        Set<CollectionRef> refs = new LinkedHashSet<>(CollectionRefArguments.parse(words));
        if (!finders.equals("config")) {
            throw new KeelsonException("Unknown or duplicate finder type given in --finders option: '" + finders + "'")
                    .withHint(
                            "write --finders=config; repositories on the LAN and on mounted volumes are not looked for");
        }
        if (mirror && !pull) {
            throw new KeelsonException("When --mirror is specified, --pull must also be");
        }
        try (Repository repo = open()) {
            List<RemoteFinder.Found> found = find(repo, refs);
            tell(refs, found);
            if (pull && !found.isEmpty()) {
                pull(repo, refs, found);
            }
        }
    }

    private List<RemoteFinder.Found> find(Repository repo, Set<CollectionRef> refs) throws IOException {
        Remotes remotes = RemotesDirectory.remotes(repo, null);
        List<Remote> all = new ArrayList<>();
        for (String name : remotes.names()) {
            all.add(remotes.get(name));
        }
        RemoteFinder.Ways ways = new RemoteFinder.Ways() {
            @Override
            public RemoteSettings settings(Remote remote) throws IOException {
                return FindRemotesCommand.this.settings(repo, remote);
            }

            @Override
            public PullVerifier verifier(Remote remote) throws IOException {
                return Verifiers.of(repo, remote);
            }
        };
        return new RemoteFinder(repo, ways, reason -> err().println("warning: ignoring " + reason)).find(all, refs);
    }

    private RemoteSettings settings(Repository repo, Remote remote) throws IOException {
        return new RemoteSettings(
                mirror,
                false,
                DeltaUse.PREFERRED,
                false,
                null,
                List.of(),
                SummaryPlace.of(repo, cacheDirectory),
                fetch.settings(repo, remote));
    }

    private void tell(Set<CollectionRef> wanted, List<RemoteFinder.Found> found) {
        if (found.isEmpty()) {
            out().println("No results.");
            return;
        }
        for (int i = 0; i < found.size(); i++) {
            tell(i, found.get(i));
        }
        Set<CollectionRef> missing = new LinkedHashSet<>(wanted);
        found.forEach(each -> missing.removeIf(ref -> commit(each, ref).isPresent()));
        out().println((wanted.size() - missing.size()) + "/" + wanted.size() + " refs were found.");
        if (!missing.isEmpty()) {
            out().println("Refs not found in any remote:");
            missing.forEach(ref -> out().println(" - " + ref));
        }
    }

    private void tell(int number, RemoteFinder.Found found) {
        long modified = found.lastModified();
        out().println("Result " + number + ": " + found.remote().url());
        out().println(" - Finder: OstreeRepoFinderConfig");
        out().println(" - Keyring: " + found.remote().name() + ".trustedkeys.gpg");
        out().println(" - Priority: 100");
        out().println(" - Summary last modified: "
                + (modified > 0 ? Instant.ofEpochSecond(modified).toString() : "unknown"));
        out().println(" - Refs:");
        found.refs()
                .forEach((ref, commit) -> out().println(
                                "    - " + ref + " = " + commit.map(Digest::hex).orElse("(not found)")));
        out().println();
    }

    private static Optional<Digest> commit(RemoteFinder.Found found, CollectionRef ref) {
        return found.refs().getOrDefault(ref, Optional.empty());
    }

    /// What one remote fails to send may come from another.
    private void pull(Repository repo, Set<CollectionRef> wanted, List<RemoteFinder.Found> found) throws IOException {
        Set<CollectionRef> missing = wanted.stream()
                .filter(ref -> found.stream().anyMatch(each -> commit(each, ref).isPresent()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        int findable = missing.size();
        for (RemoteFinder.Found each : found) {
            Map<CollectionRef, Digest> now = new LinkedHashMap<>();
            missing.forEach(ref -> commit(each, ref).ifPresent(commit -> now.put(ref, commit)));
            if (!now.isEmpty() && pulled(repo, each.remote(), now)) {
                missing.removeAll(now.keySet());
            }
        }
        if (!missing.isEmpty()) {
            throw new KeelsonException("Failed to pull some refs from the remotes: "
                    + missing.stream().map(CollectionRef::toString).collect(Collectors.joining(", ")));
        }
        out().println("Pulled " + findable + "/" + wanted.size() + " refs successfully.");
    }

    private boolean pulled(Repository repo, Remote remote, Map<CollectionRef, Digest> refs) throws IOException {
        List<WantedRef> names = refs.entrySet().stream()
                .map(ref -> new WantedRef(ref.getKey().name(), mirror ? null : ref.getValue()))
                .toList();
        PullRules rules = PullRules.DEFAULT.withFsync(withoutFsync ? Boolean.FALSE : null);
        try {
            new RemotePull(repo, remote, settings(repo, remote), PullScope.COMMIT, rules, Verifiers.of(repo, remote))
                    .run(names);
            return true;
        } catch (KeelsonException e) {
            err().println("warning: " + remote.name() + ": " + e.getMessage());
            return false;
        }
    }
}
