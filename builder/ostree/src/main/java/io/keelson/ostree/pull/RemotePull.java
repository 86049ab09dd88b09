package io.keelson.ostree.pull;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.Mode;
import io.keelson.ostree.ObjectImport.Trust;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.fetch.Site;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Fetches from a remote, over HTTP or from this machine.
///
/// @param remote the remote, or one without a name whose refs become ours
public record RemotePull(
        Repository repo,
        Remote remote,
        RemoteSettings settings,
        PullScope scope,
        PullRules rules,
        PullVerifier verifier) {
    /// Requests that are in flight at a time over connections of their own, and over shared ones.
    private static final int PLAIN_WORKERS = 8;

    private static final int MULTIPLEXED_WORKERS = 32;

    /// Fetches refs; the remote's branches when none is named.
    ///
    /// @throws KeelsonException when anything fails: the refs are as they were
    public PullResult run(List<WantedRef> wanted) throws IOException {
        return run(wanted, new Tally());
    }

    /// The same, while somebody else looks how far it is.
    public PullResult run(List<WantedRef> wanted, Tally tally) throws IOException {
        expectUsable();
        try (RemoteAccess access = RemoteAccess.open(repo, remote, settings, verifier, tally::transferred)) {
            return pull(access, wanted, tally);
        }
    }

    private void expectUsable() {
        remote.option("unconfigured-state").ifPresent(state -> {
            throw new KeelsonException("remote unconfigured-state: " + state);
        });
        remote.option("custom-backend").ifPresent(backend -> {
            throw new KeelsonException("Cannot fetch via libostree - remote '" + remote.name()
                    + "' uses custom backend '" + backend + "'");
        });
    }

    private PullResult pull(RemoteAccess access, List<WantedRef> wanted, Tally tally) throws IOException {
        List<WantedRef> branches = remote.list("branches").stream()
                .map(name -> new WantedRef(name, null))
                .toList();
        boolean all = settings.mirror() && wanted.isEmpty() && branches.isEmpty();
        if (wanted.isEmpty() && branches.isEmpty() && !all) {
            throw new KeelsonException("No configured branches for remote " + remote.name());
        }
        List<WantedRef> asked = wanted.isEmpty() ? branches : wanted;
        boolean indexed = !all && isNamedByChecksum(asked) && mayUseDeltas(access) && hasIndexedDeltas(access);
        boolean needed = all || !isNamedByChecksum(asked) || (mayUseDeltas(access) && !indexed);
        SummaryFetch.Result summary = needed ? access.summary() : SummaryFetch.Result.NONE;
        Summary decoded = summary.decoded();
        access.expectArchive(decoded);
        Targets targets = new Targets(access.fetcher(), access.sites(), decoded);
        List<Target> found = new ArrayList<>(all ? targets.all() : List.of());
        for (WantedRef each : all ? List.<WantedRef>of() : asked) {
            found.add(targets.find(each));
        }
        PullResult result = fetch(access, found, decoded, indexed, tally);
        if (all && !settings.dryRun()) {
            keepSummary(summary);
        }
        return result;
    }

    /// A summary may be large; without need it is not fetched.
    private static boolean isNamedByChecksum(List<WantedRef> asked) {
        return asked.stream().allMatch(ref -> ref.commit() != null || Digest.isHex(ref.name()));
    }

    private boolean mayUseDeltas(RemoteAccess access) {
        return settings.deltas() != DeltaUse.NEVER
                && repo.mode() != Mode.ARCHIVE
                && scope.isWhole()
                && !isLocal(access);
    }

    /// Whether the remote has lists of deltas beside its summary.
    private static boolean hasIndexedDeltas(RemoteAccess access) throws IOException {
        return access.config().getBoolean("core", "indexed-deltas", false);
    }

    private PullResult fetch(
            RemoteAccess access, List<Target> targets, @Nullable Summary summary, boolean indexed, Tally tally)
            throws IOException {
        List<Pull.Wanted> commits = targets.stream()
                .map(target -> new Pull.Wanted(target.commit(), target.ref()))
                .toList();
        List<Repository> opened = new ArrayList<>();
        try {
            List<ObjectSource> sources = sources(access, summary, opened);
            String collection = collection(access, opened);
            CommitCheck check = CommitCheck.of(repo, rules, collection);
            Pull pull = new Pull(repo, scope, effective(access), verifier, check, tally);
            try (Crew crew = crew(access.contentSites());
                    DeltaPull deltas = deltas(access, summary, indexed, check, tally)) {
                return pull.run(crew, sources, commits, newRefs(targets), deltas);
            }
        } finally {
            for (Repository each : opened) {
                each.close();
            }
        }
    }

    /// Null where deltas are not wanted, or of no use.
    private @Nullable DeltaPull deltas(
            RemoteAccess access, @Nullable Summary summary, boolean indexed, CommitCheck check, Tally tally) {
        boolean required = settings.deltas() == DeltaUse.REQUIRED;
        if (required && repo.mode() == Mode.ARCHIVE) {
            throw new KeelsonException("Can't use static deltas in an archive repo");
        }
        DeltaOffers offers = summary == null
                ? new DeltaOffers(access.fetcher(), access.contentSites(), Map.of(), indexed)
                : DeltaOffers.of(access.fetcher(), access.contentSites(), summary.metadata());
        if (required && !offers.any()) {
            throw new KeelsonException(
                    "Fetch configured to require static deltas, but no summary deltas or delta index found");
        }
        if (!mayUseDeltas(access) || !offers.any()) {
            return null;
        }
        HttpSource source = source(access, summary);
        return new DeltaPull(repo, source, offers, settings.deltas(), settings.dryRun(), verifier, check, tally);
    }

    /// Whether objects are taken from a repository on this machine; where deltas are required, it is
    /// treated as if it were far away.
    private boolean isLocal(RemoteAccess access) {
        return access.isLocal() && settings.deltas() != DeltaUse.REQUIRED;
    }

    private @Nullable String collection(RemoteAccess access, List<Repository> opened) {
        return isLocal(access)
                ? opened.getLast().config().get("core", "collection-id").orElse(null)
                : remote.option("collection-id").orElse(null);
    }

    /// What was computed elsewhere is believed only of repositories on this machine.
    private PullRules effective(RemoteAccess access) {
        return isLocal(access)
                ? rules
                : new PullRules(
                        settings.localCaches().isEmpty() ? Trust.VERIFY : rules.trust(),
                        rules.harmlessFiles(),
                        rules.bindings(),
                        rules.notOlder(),
                        rules.notOlderThan(),
                        rules.fsync(),
                        rules.fsyncEach());
    }

    private List<ObjectSource> sources(RemoteAccess access, @Nullable Summary summary, List<Repository> opened)
            throws IOException {
        List<ObjectSource> sources = new ArrayList<>();
        for (Path cache : settings.localCaches()) {
            Repository local = Repository.open(cache);
            opened.add(local);
            sources.add(new LocalSource(local));
        }
        if (isLocal(access)) {
            Repository local = Repository.open(access.sites().getFirst().directory());
            opened.add(local);
            sources.add(new LocalSource(local));
        } else {
            sources.add(source(access, summary));
        }
        return sources;
    }

    /// A mirror may take files as they come: its own clients check them.
    private HttpSource source(RemoteAccess access, @Nullable Summary summary) {
        boolean believed =
                settings.trusted() && settings.mirror() && repo.mode() == Mode.ARCHIVE && !rules.harmlessFiles();
        boolean tombstones = summary != null
                && summary.metadata().get("ostree.summary.tombstone-commits") instanceof Variant.Bool(boolean said)
                && said;
        return new HttpSource(access.fetcher(), access.sites(), access.contentSites(), tombstones, believed);
    }

    private Crew crew(List<Site> sites) {
        Site first = sites.getFirst();
        if (first.isLocal()) {
            int threads = Runtime.getRuntime().availableProcessors();
            return new Crew(Executors.newFixedThreadPool(threads), threads);
        }
        boolean multiplexed =
                "https".equals(first.base().getScheme()) && settings.fetch().http2();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        return new Crew(threads, multiplexed ? MULTIPLEXED_WORKERS : PLAIN_WORKERS);
    }

    private Pull.NewRefs newRefs(List<Target> targets) {
        Map<String, Digest> refspecs = new LinkedHashMap<>();
        Map<CollectionRef, Digest> collectionRefs = new LinkedHashMap<>();
        for (Target target : targets) {
            String ref = target.ref();
            if (ref == null) {
                continue;
            }
            if (settings.mirror() && target.collection() != null) {
                collectionRefs.put(new CollectionRef(target.collection(), ref), target.commit());
            } else {
                boolean ours = settings.mirror() || remote.name().isEmpty();
                refspecs.put(ours ? ref : remote.name() + ":" + ref, target.commit());
            }
        }
        return new Pull.NewRefs(refspecs, collectionRefs);
    }

    /// A mirror says what the original says.
    private void keepSummary(SummaryFetch.Result summary) throws IOException {
        save("summary", summary.summary());
        save("summary.sig", summary.signatures());
    }

    private void save(String name, Fetched.@Nullable Content version) throws IOException {
        if (version != null) {
            SummaryFiles.save(repo.path().resolve(name), version.bytes(), version.validators(), repo.fsync());
        }
    }
}
