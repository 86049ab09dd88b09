package io.keelson.packages.apt;

import io.keelson.packages.fetch.Addresses;
import io.keelson.packages.fetch.Documents;
import io.keelson.packages.fetch.Documents.Document;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPSignature;

/// Fetches the Release of a source and decides whether to believe it.
final class Releases {
    private final Documents documents;
    private final Trust trust;
    private final InstantSource clock;
    private final Progress progress;

    Releases(Documents documents, Trust trust, InstantSource clock, Progress progress) {
        this.documents = documents;
        this.trust = trust;
        this.clock = clock;
        this.progress = progress;
    }

    /// A Release that may be used.
    ///
    /// @param root the address that its paths are relative to
    record Verified(ReleaseFile file, Digest digest, URI root) {}

    /// The Release of `source`.
    ///
    /// @throws KeelsonException that says why it cannot be had or is not to be trusted
    Verified get(Source source) throws InterruptedException {
        if (source.trust() == Source.Trust.NEVER) {
            throw new KeelsonException(source.where() + ": the source list says Trusted: no for " + source)
                    .withHint("set Enabled: no, or remove Trusted: no");
        }
        URI root = root(source);
        try {
            Verified release = fetch(source, root);
            checkDates(source, release.file());
            noteOtherName(source, release.file());
            return release;
        } catch (IOException e) {
            throw new KeelsonException(Addresses.shown(root) + ": " + e.getMessage(), e)
                    .withHint("the repository is broken or was tampered with: try later, or another mirror");
        }
    }

    private static URI root(Source source) {
        if (!source.isFlat()) {
            return Addresses.below(source.uri(), "dists/" + source.suite() + "/");
        }
        String path = source.suite().replaceFirst("^(\\./+|/+)+", "");
        return path.isEmpty() ? Addresses.below(source.uri(), "") : Addresses.below(source.uri(), path);
    }

    private Verified fetch(Source source, URI root) throws IOException, InterruptedException {
        URI uri = Addresses.below(root, "InRelease");
        Optional<Document> inline = documents.find("InRelease of " + source.suite(), uri);
        if (inline.isPresent()) {
            byte[] content = Files.readAllBytes(inline.get().file());
            return verified(inline.get(), root, inline(source, uri, content));
        }
        uri = Addresses.below(root, "Release");
        Document release = documents.find("Release of " + source.suite(), uri).orElseThrow(() -> absent(source, root));
        byte[] content = Files.readAllBytes(release.file());
        if (source.trust() != Source.Trust.BLIND) {
            detached(source, root, uri, content);
        }
        return verified(release, root, new String(content, StandardCharsets.UTF_8));
    }

    private static Verified verified(Document document, URI root, String text) throws IOException {
        return new Verified(ReleaseFile.parse("Release", text), document.sha256(), root);
    }

    private String inline(Source source, URI uri, byte[] content) throws IOException {
        ClearSigned signed = ClearSigned.parse(content);
        if (source.trust() != Source.Trust.BLIND) {
            byte[] signature = signed.signature().getBytes(StandardCharsets.ISO_8859_1);
            check(source, uri, signed.signedBytes(), signature, PGPSignature.CANONICAL_TEXT_DOCUMENT);
        }
        return signed.text();
    }

    private void detached(Source source, URI root, URI uri, byte[] content) throws IOException, InterruptedException {
        Optional<Document> signature =
                documents.find("Release.gpg of " + source.suite(), Addresses.below(root, "Release.gpg"));
        if (signature.isPresent()) {
            byte[] armoured = Files.readAllBytes(signature.get().file());
            check(source, uri, content, armoured, PGPSignature.BINARY_DOCUMENT);
        } else if (source.trust() == Source.Trust.UNSIGNED_TOO) {
            progress.note("warning: " + Addresses.shown(uri) + " is not signed (Allow-Insecure)");
        } else {
            throw new KeelsonException(Addresses.shown(uri) + " is not signed")
                    .withHint("use a signed repository; for one of your own, Trusted: yes in " + source.where()
                            + " switches the check off");
        }
    }

    private void check(Source source, URI uri, byte[] content, byte[] signature, int type) {
        Keyring keyring = trust.keyring(source);
        try {
            new Signatures(keyring, clock.instant()).check(content, signature, type);
        } catch (IOException e) {
            throw new KeelsonException(
                            Addresses.shown(uri) + " has no good signature by the keyring " + keyring.name() + ": "
                                    + e.getMessage(),
                            e)
                    .withHint("Signed-By in " + source.where() + " must name the keyring of this repository;"
                            + " an out-of-date one is renewed with its package");
        }
    }

    private void checkDates(Source source, ReleaseFile release) throws IOException {
        Instant now = clock.instant();
        Instant end = release.validUntil().orElse(Instant.MAX);
        if (source.checkValidUntil() && now.isAfter(end)) {
            throw new KeelsonException(
                            "the Release of " + source + " expired on " + end + " (made on " + release.date() + ")")
                    .withHint("the mirror is stale: use another; for a frozen snapshot, set Check-Valid-Until: no in "
                            + source.where());
        }
        if (source.checkDate() && release.date().isAfter(now.plus(source.futureTolerance()))) {
            throw new KeelsonException("the Release of " + source + " was made in the future, on " + release.date()
                            + "; here it is " + now)
                    .withHint("check this machine's clock");
        }
    }

    private void noteOtherName(Source source, ReleaseFile release) {
        String suite = release.stanza().get("Suite", "");
        String codename = release.stanza().get("Codename", "");
        boolean named = !suite.isEmpty() || !codename.isEmpty();
        if (!source.isFlat()
                && named
                && !source.suite().equals(suite)
                && !source.suite().equals(codename)) {
            progress.note("note: " + source + " calls itself " + suite + " (" + codename + ")");
        }
    }

    private static KeelsonException absent(Source source, URI root) {
        return new KeelsonException("there is neither InRelease nor Release at " + Addresses.shown(root))
                .withHint("check the address and the suite in " + source.where()
                        + "; with --cache-only, fetch it once before");
    }
}
