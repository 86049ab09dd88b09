package io.keelson.ostree.pull;

import io.keelson.ostree.Summary;
import io.keelson.ostree.fetch.Fetched;
import io.keelson.ostree.fetch.Fetcher;
import io.keelson.ostree.fetch.Site;
import io.keelson.ostree.fetch.Validators;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fetches a summary with its signatures, or takes them from the cache when they are still the same.
///
/// @param name of the remote
record SummaryFetch(Fetcher fetcher, List<Site> sites, SummaryFiles cache, String name, PullVerifier verifier) {
    private static final String FILE = "summary";
    private static final String SIGNATURES = "summary.sig";

    /// What was found; both are null where the server has none.
    record Result(Fetched.@Nullable Content summary, Fetched.@Nullable Content signatures) {
        static final Result NONE = new Result(null, null);

        /// The summary as a value.
        ///
        /// @throws KeelsonException when it is malformed
        @Nullable
        Summary decoded() {
            try {
                return summary == null ? null : Summary.decode(summary.bytes());
            } catch (IllegalArgumentException e) {
                throw new KeelsonException("Corrupted summary: " + e.getMessage(), e);
            }
        }
    }

    /// @throws KeelsonException when signatures are wanted, and missing or not good
    Result fetch() throws IOException {
        Fetched.@Nullable Content signatures = get(SIGNATURES, name + ".sig", true);
        Optional<byte[]> cached = cachedFor(signatures);
        if (cached.isPresent()) {
            Fetched.Content summary = new Fetched.Content(cached.get(), cache.validators(name));
            if (isGood(summary, signatures)) {
                return new Result(summary, signatures);
            }
        }
        Fetched.@Nullable Content summary = get(FILE, name, cached.isEmpty());
        verify(summary, signatures);
        if (summary != null && signatures != null) {
            cache.write(name, summary.bytes(), summary.validators());
            cache.write(name + ".sig", signatures.bytes(), signatures.validators());
        }
        return new Result(summary, signatures);
    }

    /// The summary that the cache has for these signatures.
    private Optional<byte[]> cachedFor(Fetched.@Nullable Content signatures) throws IOException {
        if (signatures == null) {
            return Optional.empty();
        }
        boolean same = cache.read(name + ".sig")
                .filter(bytes -> Arrays.equals(bytes, signatures.bytes()))
                .isPresent();
        return same ? cache.read(name) : Optional.empty();
    }

    private boolean isGood(Fetched.Content summary, Fetched.@Nullable Content signatures) {
        try {
            verify(summary, signatures);
            return true;
        } catch (KeelsonException e) {
            String error = System.getenv("OSTREE_REPO_TEST_ERROR");
            if (error != null && error.contains("invalid-cache")) {
                throw new KeelsonException(
                        "Remote " + name + " cached summary invalid and "
                                + "OSTREE_REPO_TEST_ERROR_INVALID_CACHE specified",
                        e);
            }
            return false;
        }
    }

    private void verify(Fetched.@Nullable Content summary, Fetched.@Nullable Content signatures) {
        if (verifier.wantsSummary()) {
            verifier.summary(summary == null ? null : summary.bytes(), signatures == null ? null : signatures.bytes());
        }
    }

    private Fetched.@Nullable Content get(String file, String kept, boolean useCache) throws IOException {
        Validators known = useCache ? cache.validators(kept) : Validators.NONE;
        return switch (fetcher.fetch(sites, file, known, Summary.MAX_BYTES)) {
            case Fetched.Content content -> content;
            case Fetched.Missing missing -> null;
            case Fetched.Unchanged unchanged -> {
                Optional<byte[]> bytes = cache.read(kept);
                yield bytes.isPresent() ? new Fetched.Content(bytes.get(), known) : get(file, kept, false);
            }
        };
    }
}
