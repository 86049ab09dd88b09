package io.keelson.cli.ostree;

import io.keelson.ostree.pull.PullVerifier;
import io.keelson.ostree.sign.RemoteTrust;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import org.jspecify.annotations.Nullable;

/// Lets in what a remote's configuration trusts.
record TrustVerifier(RemoteTrust trust) implements PullVerifier {
    @Override
    public void commit(Digest commit, byte[] object, byte @Nullable [] detached) {
        trust.checkCommit(commit, object, detached);
    }

    @Override
    public boolean wantsSummary() {
        return trust.demandsSummary();
    }

    @Override
    public void summary(byte @Nullable [] summary, byte @Nullable [] signatures) {
        if (summary == null) {
            throw new KeelsonException(
                    trust.demandsGpgSummary()
                            ? "GPG verification enabled, but no summary found (use gpg-verify-summary=false in remote config"
                                    + " to disable)"
                            : "Signatures verification enabled, but no summary.sig found (use sign-verify-summary=false in"
                                    + " remote config to disable)");
        }
        trust.checkSummary(summary, signatures);
    }
}
