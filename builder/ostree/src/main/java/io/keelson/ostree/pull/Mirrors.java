package io.keelson.ostree.pull;

import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.fetch.Fetcher;
import io.keelson.ostree.fetch.HttpFailure;
import io.keelson.ostree.fetch.Site;
import io.keelson.ostree.fetch.Validators;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The sites that a remote's URL means: one, or those of a list that is fetched first.
final class Mirrors {
    private static final String PREFIX = "mirrorlist=";
    private static final long MAX_LIST = 1 << 20;

    private Mirrors() {}

    static List<Site> of(Fetcher fetcher, String url) throws IOException {
        return url.startsWith(PREFIX) ? list(fetcher, url.substring(PREFIX.length())) : List.of(Site.parse(url));
    }

    private static List<Site> list(Fetcher fetcher, String url) throws IOException {
        List<Site> sites = new ArrayList<>();
        for (String line : text(fetcher, url).lines().toList()) {
            boolean http = line.startsWith("http://") || line.startsWith("https://");
            if (http && (!sites.isEmpty() || works(fetcher, line))) {
                sites.add(Site.parse(line));
            }
        }
        if (sites.isEmpty()) {
            throw new KeelsonException("No valid mirrors were found in mirrorlist '" + url + "'");
        }
        return sites;
    }

    private static String text(Fetcher fetcher, String url) throws IOException {
        String what = "While fetching mirrorlist '" + url + "': ";
        try {
            return switch (fetcher.fetch(List.of(Site.parse(url)), "", Validators.NONE, MAX_LIST)) {
                case Fetched.Content content -> new String(content.bytes(), StandardCharsets.UTF_8);
                case Fetched.Missing missing -> throw new KeelsonException(what + missing.message());
                case Fetched.Unchanged unchanged -> throw new IllegalStateException("nothing was known");
            };
        } catch (HttpFailure e) {
            throw new KeelsonException(what + e.getMessage(), e);
        }
    }

    /// Only the first one is tried, so that not every file is asked for in vain there.
    private static boolean works(Fetcher fetcher, String url) throws IOException {
        try {
            return fetcher.fetch(List.of(Site.parse(url)), "config", Validators.NONE, MAX_LIST)
                    instanceof Fetched.Content;
        } catch (HttpFailure | KeelsonException e) {
            return false;
        }
    }
}
