package io.keelson.ostree.pull;

import io.keelson.ostree.Config;
import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.fetch.Fetcher;
import io.keelson.ostree.fetch.Site;
import io.keelson.ostree.fetch.Validators;
import io.keelson.ostree.remote.Remote;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The way to a remote: its sites, and what it says about itself.
///
/// @param sites where refs and what is said about commits are
/// @param contentSites where objects are
/// @param known the summary that was found on the way to the sites, or null
record RemoteAccess(
        Fetcher fetcher,
        List<Site> sites,
        List<Site> contentSites,
        Fetched.@Nullable Content known,
        SummaryFetch summaries)
        implements AutoCloseable {
    private static final long MAX_CONFIG = 1 << 20;

    static RemoteAccess open(
            Repository repo, Remote remote, RemoteSettings settings, PullVerifier verifier, LongConsumer transferred)
            throws IOException {
        Fetcher fetcher = new Fetcher(settings.fetch(), transferred);
        try {
            return open(fetcher, remote, settings, verifier);
        } catch (IOException | RuntimeException e) {
            fetcher.close();
            throw e;
        }
    }

    private static RemoteAccess open(Fetcher fetcher, Remote remote, RemoteSettings settings, PullVerifier verifier)
            throws IOException {
        String metalink = remote.option("metalink").orElse(null);
        List<Site> sites;
        Fetched.Content known = null;
        if (metalink == null) {
            sites = Mirrors.of(fetcher, settings.url() == null ? remote.url() : settings.url());
        } else {
            Metalink.Target target = Metalink.fetch(fetcher, metalink).target(fetcher);
            sites = List.of(target.site());
            known = target.summary();
        }
        String content = remote.option("contenturl").orElse(null);
        boolean here = metalink == null && settings.url() != null;
        List<Site> contentSites = content == null || here ? sites : Mirrors.of(fetcher, content);
        boolean cached = !sites.getFirst().isLocal() && !remote.name().isEmpty();
        SummaryFiles cache = new SummaryFiles(cached ? settings.summaryCache() : null);
        SummaryFetch summaries = new SummaryFetch(fetcher, sites, cache, remote.name(), verifier);
        return new RemoteAccess(fetcher, sites, contentSites, known, summaries);
    }

    boolean isLocal() {
        return sites.getFirst().isLocal();
    }

    /// The summary; empty where the remote has none.
    SummaryFetch.Result summary() throws IOException {
        return known != null ? new SummaryFetch.Result(known, null) : summaries.fetch();
    }

    /// The configuration of the remote's repository; empty where there is none.
    Config config() throws IOException {
        Path name = Path.of("config");
        return fetcher.fetch(sites, "config", Validators.NONE, MAX_CONFIG) instanceof Fetched.Content content
                ? Config.parse(name, new String(content.bytes(), StandardCharsets.UTF_8))
                : Config.empty(name);
    }

    /// Over HTTP, only archives can be fetched from.
    ///
    /// @throws KeelsonException when the summary says that it is something else
    void expectArchive(@Nullable Summary summary) {
        Variant mode = summary == null ? null : summary.metadata().get("ostree.summary.mode");
        if (!isLocal() && mode instanceof Variant.Text text && !text.value().equals(Mode.ARCHIVE.text())) {
            throw new KeelsonException("Can't pull from archives with mode \"" + text.value() + "\"");
        }
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
