package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.pull.PullVerifier;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A repository on this machine whose refs count only as far as its signed summary agrees.
///
/// @param source the repository
record SignedSource(Repository source) {
    /// @param refs those that will be read; all when empty
    /// @throws KeelsonException when the summary is not signed, or says something else
    void require(PullVerifier verifier, List<String> refs) throws IOException {
        byte[] summary = read("summary");
        if (summary == null) {
            throw new KeelsonException("GPG verification enabled, but no summary found (use"
                    + " gpg-verify-summary=false in remote config to disable)");
        }
        verifier.summary(summary, read("summary.sig"));
        Map<String, Summary.Entry> signed = refs(summary);
        Map<String, Digest> actual = source.refs().list();
        for (String ref : refs.isEmpty() ? actual.keySet() : refs) {
            Digest commit = actual.get(ref);
            Summary.Entry entry = signed.get(ref);
            if (commit != null && (entry == null || !entry.commit().equals(commit))) {
                throw new KeelsonException(
                                "Ref '" + ref + "' of " + source.path() + " is not as its signed summary says")
                        .withHint("'ostree summary --update' there writes it anew");
            }
        }
    }

    private Map<String, Summary.Entry> refs(byte[] summary) {
        try {
            return Summary.decode(summary).refs();
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("Corrupted summary: " + e.getMessage(), e);
        }
    }

    private byte @Nullable [] read(String name) throws IOException {
        Path file = source.path().resolve(name);
        try {
            if (Files.size(file) > Summary.MAX_BYTES) {
                throw new KeelsonException(file + " is too large");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
