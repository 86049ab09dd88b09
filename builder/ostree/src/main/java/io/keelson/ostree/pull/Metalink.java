package io.keelson.ostree.pull;

import io.keelson.ostree.Summary;
import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.fetch.Fetcher;
import io.keelson.ostree.fetch.HttpFailure;
import io.keelson.ostree.fetch.Site;
import io.keelson.ostree.fetch.Validators;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The file that says where a summary is and what it must be.
///
/// @param size bytes of the summary
/// @param algorithm as Java calls it
/// @param digest in hexadecimal digits
/// @param urls of the summary, the preferred first
record Metalink(long size, String algorithm, String digest, List<String> urls) {
    private static final long MAX_BYTES = 1 << 20;

    /// A summary, and the site that it came from.
    record Target(Site site, Fetched.Content summary) {}

    static Metalink fetch(Fetcher fetcher, String url) throws IOException {
        return switch (fetcher.fetch(List.of(Site.parse(url)), "", Validators.NONE, MAX_BYTES)) {
            case Fetched.Content content -> MetalinkReader.read(content.bytes());
            case Fetched.Missing missing -> throw new KeelsonException(missing.message());
            case Fetched.Unchanged unchanged -> throw new IllegalStateException("nothing was known");
        };
    }

    /// Fetches the summary from the first site that has the right one.
    ///
    /// @throws KeelsonException when none has
    Target target(Fetcher fetcher) throws IOException {
        String last = "";
        for (String url : urls) {
            try {
                switch (fetcher.fetch(List.of(Site.parse(url)), "", Validators.NONE, Summary.MAX_BYTES)) {
                    case Fetched.Content content -> {
                        last = problem(content.bytes());
                        if (last.isEmpty()) {
                            return new Target(Site.parse(url.substring(0, url.lastIndexOf('/'))), content);
                        }
                    }
                    case Fetched.Missing missing -> last = missing.message();
                    case Fetched.Unchanged unchanged -> throw new IllegalStateException("nothing was known");
                }
            } catch (HttpFailure e) {
                last = String.valueOf(e.getMessage());
            }
        }
        throw new KeelsonException("Exhausted " + urls.size() + " metalink targets, last error: " + last);
    }

    private String problem(byte[] summary) {
        if (summary.length != size) {
            return "Expected size is " + size + " bytes but content is " + summary.length + " bytes";
        }
        try {
            String actual = HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(summary));
            return actual.equals(digest) ? "" : "Expected checksum is " + digest + " but actual is " + actual;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
