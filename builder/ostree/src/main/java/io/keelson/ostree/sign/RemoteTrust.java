package io.keelson.ostree.sign;

import io.keelson.ostree.Repository;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a remote's configuration demands of the commits and the summary that come from it. Keys are read
/// once, when the first signature is looked at.
public final class RemoteTrust {
    private final Demands demands;
    private final Supplier<Keyring> keys;
    private @Nullable OpenPgpVerifier openPgp;

    /// What is checked.
    ///
    /// @param gpg commits by OpenPGP
    /// @param gpgSummary the summary by OpenPGP
    /// @param commits by the engines of these keys, one of which is enough; none when empty
    /// @param summary the same for the summary
    private record Demands(boolean gpg, boolean gpgSummary, List<TrustedKeys> commits, List<TrustedKeys> summary) {}

    private RemoteTrust(Demands demands, Supplier<Keyring> keys) {
        this.demands = demands;
        this.keys = keys;
    }

    /// Reads what a remote demands.
    ///
    /// @param options the value of an option of the remote, as `gpg-verify`
    /// @throws KeelsonException when keys that it names cannot be read
    public static RemoteTrust of(Repository repo, String remote, Function<String, Optional<String>> options)
            throws IOException {
        TrustOptions read = new TrustOptions(options);
        Demands demands = new Demands(
                !remote.startsWith("file://") && read.flag("gpg-verify", true),
                read.flag("gpg-verify-summary", false),
                read.engines("sign-verify"),
                read.engines("sign-verify-summary"));
        String path = options.apply("gpgkeypath").orElse("");
        return new RemoteTrust(demands, () -> read(repo, remote, path));
    }

    private static Keyring read(Repository repo, String remote, String path) {
        try {
            return new Keyrings(repo).of(remote, path);
        } catch (IOException e) {
            throw new KeelsonException("GPG: reading the keys of remote '" + remote + "': " + e, e);
        }
    }

    /// Demands nothing.
    public static RemoteTrust none() {
        return new RemoteTrust(new Demands(false, false, List.of(), List.of()), () -> Keyring.EMPTY);
    }

    /// The same, but OpenPGP signatures are demanded as said here and not as configured.
    public RemoteTrust withGpg(boolean commits, boolean summary) {
        return new RemoteTrust(new Demands(commits, summary, demands.commits(), demands.summary()), keys);
    }

    /// The same without demands to engines, as a command line may say.
    public RemoteTrust withoutEngines() {
        return new RemoteTrust(new Demands(demands.gpg(), demands.gpgSummary(), List.of(), List.of()), keys);
    }

    /// Whether [#checkCommit] may fail.
    public boolean demandsCommits() {
        return demands.gpg() || !demands.commits().isEmpty();
    }

    /// Whether [#checkSummary] may fail; then a summary must be there.
    public boolean demandsSummary() {
        return demands.gpgSummary() || !demands.summary().isEmpty();
    }

    /// Checks a commit before it is believed.
    ///
    /// @param object the commit's bytes, which have its checksum
    /// @param detached its detached metadata as it was sent, or null for none
    /// @return the OpenPGP signatures that were looked at
    /// @throws KeelsonException when it lacks a signature that is demanded
    public List<SignatureReport> checkCommit(Digest commit, byte[] object, byte @Nullable [] detached) {
        Map<String, Variant> metadata = detached == null ? Map.of() : SignatureList.untrusted(detached);
        List<SignatureReport> reports = List.of();
        if (demands.gpg()) {
            try {
                reports = gpg(object, metadata);
            } catch (KeelsonException e) {
                throw new KeelsonException("Commit " + commit + ": " + e.getMessage(), e);
            }
        }
        if (!demands.commits().isEmpty()) {
            if (detached == null) {
                throw new KeelsonException("Can't verify commit without detached metadata");
            }
            try {
                engines(demands.commits(), object, metadata);
            } catch (KeelsonException e) {
                throw new KeelsonException("Can't verify commit: " + e.getMessage(), e);
            }
        }
        return reports;
    }

    /// Checks a summary before it is believed.
    ///
    /// @param summary its bytes, or null when there is none
    /// @param signatures the content of `summary.sig`, or null for none
    /// @return the OpenPGP signatures that were looked at
    /// @throws KeelsonException when it is not there, or lacks a signature that is demanded
    public List<SignatureReport> checkSummary(byte @Nullable [] summary, byte @Nullable [] signatures) {
        if (summary == null || signatures == null) {
            lacking(summary == null ? "summary" : "summary.sig");
            return List.of();
        }
        Map<String, Variant> metadata = SignatureList.untrusted(signatures);
        List<SignatureReport> reports = demands.gpgSummary() ? gpg(summary, metadata) : List.of();
        if (!demands.summary().isEmpty()) {
            engines(demands.summary(), summary, metadata);
        }
        return reports;
    }

    private void lacking(String what) {
        if (demands.gpgSummary()) {
            throw new KeelsonException("GPG verification enabled, but no " + what
                    + " found (use gpg-verify-summary=false in remote config to disable)");
        }
        if (!demands.summary().isEmpty()) {
            throw new KeelsonException("Signatures verification enabled, but no " + what
                    + " found (use sign-verify-summary=false in remote config to disable)");
        }
    }

    private synchronized List<SignatureReport> gpg(byte[] data, Map<String, Variant> metadata) {
        if (openPgp == null) {
            openPgp = new OpenPgpVerifier(keys.get(), Instant.now());
        }
        List<SignatureReport> reports = openPgp.check(data, metadata)
                .orElseThrow(() -> new KeelsonException("GPG verification enabled, but no signatures found (use"
                        + " gpg-verify=false in remote config to disable)"));
        OpenPgpVerifier.require(reports);
        return reports;
    }

    private static void engines(List<TrustedKeys> all, byte[] data, Map<String, Variant> metadata) {
        List<KeelsonException> failures = new ArrayList<>();
        for (TrustedKeys keys : all) {
            Optional<List<byte[]>> signatures =
                    SignatureList.find(metadata, keys.engine().metadataKey());
            if (signatures.isEmpty()) {
                continue;
            }
            try {
                keys.engine().verify(data, signatures.get(), keys);
                return;
            } catch (KeelsonException e) {
                failures.add(e);
            }
        }
        if (failures.isEmpty()) {
            throw new KeelsonException("No signatures found");
        }
        int others = failures.size() - 1;
        String prefix = others == 0 ? "" : "(" + others + " other invalid signatures): ";
        throw new KeelsonException(prefix + failures.getFirst().getMessage(), failures.getFirst());
    }
}
