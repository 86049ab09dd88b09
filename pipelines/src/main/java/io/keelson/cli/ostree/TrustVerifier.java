package io.keelson.cli.ostree;

import io.keelson.ostree.pull.PullVerifier;
import io.keelson.ostree.sign.RemoteTrust;
import io.keelson.release.Digest;
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
    public void summary(byte[] summary, byte @Nullable [] signatures) {
        trust.checkSummary(summary, signatures);
    }
}
