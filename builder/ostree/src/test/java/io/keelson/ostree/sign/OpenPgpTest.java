package io.keelson.ostree.sign;

import static io.keelson.ostree.Ostree.ostree;
import static io.keelson.ostree.Ostree.tryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.DetachedMetadata;
import io.keelson.ostree.sign.SignatureReport.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same signatures judged by us and by the real ostree.
class OpenPgpTest {
    @TempDir
    Path dir;

    private GnuPg gnupg;
    private SmallRepository small;

    @BeforeEach
    void start() throws Exception {
        gnupg = GnuPg.create();
        small = SmallRepository.in(dir);
    }

    @AfterEach
    void stop() throws Exception {
        small.close();
        gnupg.close();
    }

    @Test
    void ourSignaturesAreGoodForTheRealOne() throws Exception {
        String key = gnupg.key("Ann Owner <ann@example.org>", "", "never");
        small.signer().sign(new Gpg(gnupg.home()), List.of(key));
        assertThat(judged(Verdict.GOOD)).contains("Good signature from \"Ann Owner <ann@example.org>\"");
    }

    @Test
    void theSignaturesOfTheRealOneAreGoodForUs() throws Exception {
        String key = gnupg.key("Ann Owner", "", "never");
        ostree("gpg-sign", "--repo=" + small.repo().path(), "--gpg-homedir=" + gnupg.home(), small.commit(), key);
        assertThat(judged(Verdict.GOOD)).contains("Good signature from \"Ann Owner <>\"");
    }

    @Test
    void theRealOnePullsWhatWeSigned() throws Exception {
        String key = gnupg.key("Ann", "", "never");
        Gpg gpg = new Gpg(gnupg.home());
        Path client = Files.createDirectory(dir.resolve("client"));
        ostree("init", "--repo=" + client, "--mode=archive");
        Path ring = gnupg.export(dir.resolve("ann.gpg"));
        String url = "file://" + small.repo().path();
        ostree("remote", "add", "--repo=" + client, "--gpg-import=" + ring, "--set=gpg-verify-summary=true", "o", url);
        small.signer().sign(gpg, List.of(key));
        small.repo().updateSummary(Map.of());
        assertThat(tryRun("ostree", "pull", "--repo=" + client, "o", "main").out())
                .contains("no summary.sig found");
        new Signer(new SignedSummary(small.repo())).sign(gpg, List.of(key));
        ostree("pull", "--repo=" + client, "o", "main");
        assertThat(ostree("rev-parse", "--repo=" + client, "o:main"))
                .isEqualTo(small.commit().hex());
    }

    @Test
    void whatTheRealOneSignedIsLetInByTheKeysOfARemote() throws Exception {
        String key = gnupg.key("Ann", "", "never");
        String repo = "--repo=" + small.repo().path();
        String home = "--gpg-homedir=" + gnupg.home();
        ostree("gpg-sign", repo, home, small.commit(), key);
        ostree("summary", "-u", repo, home, "--gpg-sign=" + key);
        byte[] detached = DetachedMetadata.bytes(small.repo(), small.commit()).orElseThrow();
        byte[] summary = new SignedSummary(small.repo()).data();
        byte[] signatures = Files.readAllBytes(small.repo().path().resolve("summary.sig"));
        Map<String, String> options = Map.of("gpg-verify-summary", "true");
        RemoteTrust stranger = RemoteTrust.of(small.repo(), "o", name -> Optional.ofNullable(options.get(name)));
        assertThatThrownBy(() ->
                        stranger.checkCommit(small.commit(), small.signed().data(), detached))
                .hasMessageContaining("public key not found");
        new Keyrings(small.repo()).add("o", Keyring.directory(keys()), List.of());
        RemoteTrust trust = RemoteTrust.of(small.repo(), "o", name -> Optional.ofNullable(options.get(name)));
        assertThat(trust.checkCommit(small.commit(), small.signed().data(), detached))
                .hasSize(1);
        assertThat(trust.checkSummary(summary, signatures)).hasSize(1);
        summary[0]++;
        assertThatThrownBy(() -> trust.checkSummary(summary, signatures)).hasMessageContaining("BAD signature");
    }

    @Test
    void subkeysSignForTheirPrimaryKey() throws Exception {
        String key = gnupg.key("Ann", "", "never");
        gnupg.gpg("--quick-add-key", key, "rsa2048", "sign", "never");
        small.signer().sign(new Gpg(gnupg.home()), List.of(key));
        assertThat(judged(Verdict.GOOD)).contains("Primary key ID " + key.substring(24));
    }

    /// One at a time, as gpg looks no further when it has met one that has expired.
    @Test
    void anExpiredKeyAnExpiredSignatureARevokedKeyAndAnUnknownOne() throws Exception {
        List<byte[]> all = new ArrayList<>();
        String old = gnupg.key("Old", "20200101T000000", "1y");
        all.add(signCommit("20200601T000000", old));
        String brief = gnupg.key("Brief", "20200101T000000", "never");
        all.add(signCommit("20200101T000000", brief, "--default-sig-expire", "2d"));
        String revoked = gnupg.key("Revoked", "20200101T000000", "never");
        all.add(signCommit("20200601T000000", revoked));
        revoke(revoked);
        String unknown = gnupg.key("Unknown", "20200101T000000", "never");
        all.add(signCommit("20200601T000000", unknown));
        gnupg.gpg("--yes", "--delete-secret-and-public-key", unknown);
        List<Verdict> verdicts =
                List.of(Verdict.KEY_EXPIRED, Verdict.EXPIRED, Verdict.KEY_REVOKED, Verdict.KEY_MISSING);
        for (int i = 0; i < all.size(); i++) {
            small.signed().replace(Map.of());
            add(all.get(i));
            judged(verdicts.get(i));
        }
        small.signed().replace(Map.of());
        for (byte[] signature : all) {
            add(signature);
        }
        List<SignatureReport> reports =
                small.signer().reports(Keyring.directory(keys())).orElseThrow();
        assertThat(reports).extracting(SignatureReport::verdict).isEqualTo(verdicts);
        assertThatThrownBy(() -> OpenPgpVerifier.require(reports))
                .hasMessageStartingWith("Signature made")
                .hasMessageContainingAll("public key not found", "Key revoked", "Expired signature", "Key expired");
    }

    @Test
    void aSignatureOfSomethingElseIsBad() throws Exception {
        String key = gnupg.key("Ann", "", "never");
        Path other = Files.writeString(dir.resolve("other"), "not the commit");
        add(sign("", key, other));
        List<SignatureReport> reports =
                small.signer().reports(Keyring.directory(keys())).orElseThrow();
        assertThat(reports).extracting(SignatureReport::verdict).containsExactly(Verdict.BAD);
        assertThat(reports.getFirst().text("")).contains("BAD signature from \"Ann <>\"");
        assertThat(ostree("show", "--repo=" + small.repo().path(), "--gpg-homedir=" + keys(), small.commit()))
                .contains("BAD signature from \"Ann <>\"");
    }

    @Test
    void aKeySignsOnceAndItsSignatureIsRemovedByAnyOfItsNames() throws Exception {
        String key = gnupg.key("Ann", "", "never");
        String second = gnupg.key("Bob", "", "never");
        Gpg gpg = new Gpg(gnupg.home());
        small.signer().sign(gpg, List.of(key, second));
        assertThatThrownBy(() -> small.signer().sign(gpg, List.of(key)))
                .hasMessage("Commit is already signed with GPG key " + key);
        Keyring keyring = Keyring.directory(keys());
        assertThat(small.signer().remove(List.of("nobody", "0123456789ABCDEF"), keyring))
                .isZero();
        assertThat(small.signer().remove(List.of("Bob"), keyring)).isOne();
        assertThat(small.signer().remove(List.of(key.substring(24)), Keyring.EMPTY))
                .isOne();
        assertThat(small.signer().reports(keyring)).isEmpty();
    }

    @Test
    void withoutTheSecretKeyNothingHappens() throws Exception {
        gnupg.key("Ann", "", "never");
        assertThatThrownBy(() -> small.signer().sign(new Gpg(gnupg.home()), List.of("Ann", "0123456789ABCDEF")))
                .hasMessage("No gpg key found with ID 0123456789ABCDEF (homedir: " + gnupg.home() + ")");
        assertThat(small.signed().metadata()).isEmpty();
    }

    /// Our verdicts, in order; the text is that of the real `ostree show`.
    private String judged(Verdict... verdicts) throws Exception {
        Path keys = keys();
        List<SignatureReport> reports =
                small.signer().reports(Keyring.directory(keys)).orElseThrow();
        assertThat(reports).extracting(SignatureReport::verdict).containsExactly(verdicts);
        StringBuilder text = new StringBuilder();
        reports.forEach(report -> text.append('\n').append(report.text("  ")));
        assertThat(ostree("show", "--repo=" + small.repo().path(), "--gpg-homedir=" + keys, small.commit()))
                .endsWith(text.toString().stripTrailing());
        return text.toString();
    }

    /// A directory with the public keys that gpg has now.
    private Path keys() throws Exception {
        Path directory = Files.createDirectories(dir.resolve("keys"));
        gnupg.export(directory.resolve("ring.gpg"));
        return directory;
    }

    private byte[] signCommit(String time, String key, Object... options) throws Exception {
        return sign(time, key, Files.write(dir.resolve("data"), small.signed().data()), options);
    }

    private byte[] sign(String time, String key, Path data, Object... options) throws Exception {
        Path out = dir.resolve("signature");
        List<Object> command = new ArrayList<>(List.of(options));
        command.addAll(List.of("--yes", "--output", out, "--local-user", key, "--detach-sign", data));
        gnupg.at(time, command.toArray());
        return Files.readAllBytes(out);
    }

    private void add(byte[] signature) throws Exception {
        SignedCommit signed = small.signed();
        signed.replace(SignatureList.append(signed.metadata(), OpenPgpVerifier.METADATA_KEY, signature));
    }

    /// Takes the certificate that gpg makes for each key, and the colon that guards it away.
    private void revoke(String key) throws Exception {
        Path certificate = gnupg.home().resolve("openpgp-revocs.d/" + key + ".rev");
        Path usable = dir.resolve("revocation");
        Files.writeString(usable, Files.readString(certificate).replace(":-----BEGIN", "-----BEGIN"));
        gnupg.gpg("--import", usable);
    }
}
