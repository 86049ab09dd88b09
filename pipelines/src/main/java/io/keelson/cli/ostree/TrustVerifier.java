package io.keelson.cli.ostree;

import io.keelson.ostree.pull.PullVerifier;
import io.keelson.ostree.sign.RemoteTrust;
import io.keelson.ostree.sign.SignatureReport;
import io.keelson.release.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets in what a remote's configuration trusts.
final class TrustVerifier implements PullVerifier {
    private final RemoteTrust trust;
    private volatile List<SignatureReport> ofSummary = List.of();

    TrustVerifier(RemoteTrust trust) {
        this.trust = trust;
    }

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
        ofSummary = trust.checkSummary(summary, signatures);
    }

    /// The OpenPGP signatures of the summary that was let in.
    List<SignatureReport> ofSummary() {
        return ofSummary;
    }
}
