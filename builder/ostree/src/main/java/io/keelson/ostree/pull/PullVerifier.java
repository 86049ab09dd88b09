package io.keelson.ostree.pull;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import org.jspecify.annotations.Nullable;

/// Decides whether signatures are good enough for what is fetched to be let in. Safe for use by
/// several threads.
public interface PullVerifier {
    /// Everything is let in.
    PullVerifier NONE = new PullVerifier() {
        @Override
        public void commit(Digest commit, byte[] object, byte @Nullable [] detached) {}

        @Override
        public boolean wantsSummary() {
            return false;
        }

        @Override
        public void summary(byte @Nullable [] summary, byte @Nullable [] signatures) {}
    };

    /// Called for each commit before anything that it refers to is fetched.
    ///
    /// @param object the bytes that were signed
    /// @param detached the stored form of the detached metadata, where the signatures are; null when there is none
    /// @throws KeelsonException when the commit must not be let in
    void commit(Digest commit, byte[] object, byte @Nullable [] detached);

    /// Whether a summary must be there, and be signed.
    boolean wantsSummary();

    /// Called only when [#wantsSummary()].
    ///
    /// @param summary the bytes that were signed, or null when there is no summary
    /// @param signatures the content of `summary.sig`, or null when there is none
    /// @throws KeelsonException when the summary must not be believed
    void summary(byte @Nullable [] summary, byte @Nullable [] signatures);
}
