package io.keelson.packages.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.keelson.packages.Shell;
import io.keelson.packages.codec.Compression;
import io.keelson.packages.fetch.ContentCache;
import io.keelson.packages.fetch.FetchOptions;
import io.keelson.packages.fetch.FileServer;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AptRepositoriesTest {
    private static final Instant NOW = TestRepository.NOW;

    @TempDir
    static Path prepared;

    @TempDir
    Path dir;

    private TestRepository repository;
    private FileServer server;
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private boolean cacheOnly;

    /// Making keys and signing takes gpg a second; each test gets a copy.
    @BeforeAll
    static void prepare() throws Exception {
        TestRepository repository = new TestRepository(prepared.resolve("."));
        repository.key("good");
        repository.packages("main/binary-amd64", TestRepository.PACKAGES);
        repository.release();
        repository.sign("good");
        repository.shell("GNUPGHOME=$PWD/gnupg-good gpgconf --kill all; GNUPGHOME=$PWD/gnupg-all gpgconf --kill all");
    }

    @BeforeEach
    void start() throws Exception {
        Shell.run(dir, "cp -a " + prepared + " repo");
        repository = new TestRepository(dir.resolve("repo"));
        server = new FileServer(repository.www);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void verifiesAndFetchesTheBestIndex() throws Exception {
        List<VerifiedIndex> indices = indices("Signed-By: ../repo/good.asc");

        assertThat(indices).hasSize(1);
        VerifiedIndex index = indices.getFirst();
        assertThat(index.repoId()).isEqualTo("test/stable/main");
        assertThat(index.compression()).isEqualTo(Compression.XZ);
        assertThat(index.architecture()).isEqualTo("amd64");
        assertThat(index.priority()).isEqualTo(500);
        assertThat(index.releaseDate()).isEqualTo(NOW.minusSeconds(3600));
        assertThat(index.release()).isEqualTo(Digest.of(repository.www.resolve("dists/stable/InRelease")));
        assertThat(index.digest()).isEqualTo(Digest.of(index.file()));
        assertThat(text(index)).isEqualTo(TestRepository.PACKAGES);
        assertThat(index.locate("pool/tool_1%3a2+b.deb")).isEqualTo(server.uri("pool/tool_1%253a2+b.deb"));
    }

    @Test
    void anUnchangedReleaseCostsOneQuestionAndNoneWithCacheOnly() throws Exception {
        indices("Signed-By: ../repo/good.gpg");
        assertThat(server.log())
                .containsExactly("/dists/stable/InRelease null", "/dists/stable/main/binary-amd64/Packages.xz null");

        indices("Signed-By: ../repo/good.gpg");
        assertThat(server.log().subList(2, server.log().size())).containsExactly("/dists/stable/InRelease null");

        cacheOnly = true;
        assertThat(indices("Signed-By: ../repo/good.gpg")).hasSize(1);
        assertThat(server.log()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {".xz", ".zst", ".gz", ".lz4", ".bz2", ""})
    void readsEveryCompressionTheServerMayHave(String suffix) throws Exception {
        repository.shell(
                "cd www/dists/stable/main/binary-amd64; ls Packages* | grep -vx 'Packages" + suffix + "' | xargs rm");

        VerifiedIndex index = indices("Signed-By: ../repo/good.gpg").getFirst();
        assertThat(index.compression().suffix()).isEqualTo(suffix);
        assertThat(text(index)).isEqualTo(TestRepository.PACKAGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa2048", "rsa4096", "nistp256", "ed25519"})
    void acceptsEveryCommonKindOfKey(String algorithm) throws Exception {
        repository.key("other", algorithm, "--faked-system-time 20260101T000000");
        repository.sign("good", "other");
        assertThat(indices("Signed-By: ../repo/other.gpg")).hasSize(1);

        Files.delete(repository.www.resolve("dists/stable/InRelease"));
        repository.signDetached("other");
        assertThat(indices("Signed-By: ../repo/other.asc")).hasSize(1);
    }

    @Test
    void takesKeysFromTheListFromTheHostAndByFingerprint() throws Exception {
        String block = Files.readString(repository.path("good.asc")).strip();
        assertThat(indices("Signed-By:\n" + block.replaceAll("(?m)^$", ".").replaceAll("(?m)^", " ")))
                .hasSize(1);

        assertRefused("")
                .hasMessageContaining(
                        "by the keyring " + dir + "/etc/trusted.gpg.d (the source has no Signed-By): key ");
        Files.createDirectories(dir.resolve("etc/trusted.gpg.d"));
        Files.copy(repository.path("good.asc"), dir.resolve("etc/trusted.gpg.d/good.asc"));
        assertThat(indices("")).hasSize(1);

        String fingerprint = repository
                .shell(
                        "GNUPGHOME=$PWD/gnupg-good gpg --batch --quiet --list-keys --with-colons 2>/dev/null | awk -F: '/^fpr/{print $10; exit}'")
                .strip();
        assertThat(indices("Signed-By: " + fingerprint)).hasSize(1);
        assertRefused("Signed-By: " + "A".repeat(40)).hasMessageContaining("A only): key ");
    }

    @Test
    void refusesWrongKeysAndChangedText() throws Exception {
        repository.key("stranger");
        assertRefused("Signed-By: ../repo/stranger.gpg")
                .hasMessageContaining(
                        "InRelease has no good signature by the keyring " + repository.path("stranger.gpg"))
                .hasMessageMatching("(?s).*: key [0-9A-F]{40}: not in that keyring");
        assertRefused("Signed-By: ../repo/nothing.gpg")
                .hasMessageContaining(
                        "test.sources:1: the keyring " + repository.path("nothing.gpg") + " does not exist");

        repository.replace("InRelease", "Origin: Test", "Origin: Evil");
        assertRefused("Signed-By: ../repo/good.gpg").hasMessageContaining("wrong signature");
    }

    @Test
    void usesOnlyWhatIsSigned() throws Exception {
        repository.replace("InRelease", "-----BEGIN PGP SIGNED", "Suite: evil\n-----BEGIN PGP SIGNED");
        assertRefused("Signed-By: ../repo/good.gpg")
                .hasMessageContaining("it does not begin with -----BEGIN PGP SIGNED");

        repository.sign("good");
        Files.writeString(
                repository.www.resolve("dists/stable/InRelease"),
                Files.readString(repository.www.resolve("dists/stable/InRelease")) + "Suite: evil\n");
        assertRefused("Signed-By: ../repo/good.gpg").hasMessageContaining("text follows after the signature");

        repository.sign("good");
        repository.replace("InRelease", "Hash: ", "Suite: evil\nHash: ");
        assertRefused("Signed-By: ../repo/good.gpg").hasMessageContaining("may only be a Hash header");
    }

    @Test
    void dashesAndBlanksInSignedTextAreRead() throws Exception {
        String fields =
                TestRepository.fields(NOW.minusSeconds(1), NOW.plusSeconds(1)) + "Description: x   \n -\n --- y\t\n";
        repository.release(fields, "sha256");
        repository.sign("good");
        assertThat(indices("Signed-By: ../repo/good.gpg")).hasSize(1);
    }

    @Test
    void refusesExpiredAndRevokedKeysAndWeakDigests() throws Exception {
        repository.key("short", "ed25519", "--faked-system-time 20240101T000000");
        repository.shell(
                "GNUPGHOME=$PWD/gnupg-short gpg --batch --quiet --faked-system-time 20250101T000000 "
                        + "--clearsign -o www/dists/stable/In www/dists/stable/Release; mv www/dists/stable/In www/dists/stable/InRelease");
        assertRefused("Signed-By: ../repo/short.gpg").hasMessageContaining("the key expired on 2025-12-31");

        repository.signWith("--digest-algo SHA1 --weak-digest MD5 --clearsign -o InRelease", "good");
        assertRefused("Signed-By: ../repo/good.gpg").hasMessageContaining("weak digest algorithm 2");

        repository.sign("good");
        repository.shell("""
                export GNUPGHOME=$PWD/gnupg-good
                sed 's/^:-----/-----/' $GNUPGHOME/openpgp-revocs.d/*.rev | gpg --batch --quiet --import
                gpg --batch --export > revoked.gpg
                """);
        assertRefused("Signed-By: ../repo/revoked.gpg").hasMessageContaining("revoked");
    }

    @Test
    void refusesUnsignedUnlessToldOtherwise() throws Exception {
        Files.delete(repository.www.resolve("dists/stable/InRelease"));
        assertRefused("Signed-By: ../repo/good.gpg").hasMessageContaining("dists/stable/Release is not signed");
        assertThat(indices("Trusted: yes")).hasSize(1);
        assertThat(indices("Allow-Insecure: yes")).hasSize(1);
        assertThat(notes).anyMatch(note -> note.contains("is not signed (Allow-Insecure)"));
        assertRefused("Trusted: no").hasMessageContaining("Trusted: no");

        repository.key("stranger");
        repository.signDetached("stranger");
        assertRefused("Signed-By: ../repo/good.gpg\nAllow-Insecure: yes").hasMessageContaining("not in that keyring");
    }

    @Test
    void refusesWrongDates() throws Exception {
        repository.release(TestRepository.fields(NOW.minusSeconds(9000), NOW.minusSeconds(1)), "sha256");
        repository.sign("good");
        assertRefused("Signed-By: ../repo/good.gpg")
                .hasMessageContaining("stable expired on 2026-06-01T11:59:59Z (made on 2026-06-01T09:30:00Z)")
                .satisfies(e -> assertThat(((KeelsonException) e).hint()).contains("Check-Valid-Until: no in "));
        assertThat(indices("Signed-By: ../repo/good.gpg\nCheck-Valid-Until: no"))
                .hasSize(1);

        repository.release(TestRepository.fields(NOW.plusSeconds(90_000), NOW.plusSeconds(100_000)), "sha256");
        repository.sign("good");
        assertRefused("Signed-By: ../repo/good.gpg").hasMessageContaining("was made in the future");
        assertThat(indices("Signed-By: ../repo/good.gpg\nDate-Max-Future: 99999"))
                .hasSize(1);
    }

    @Test
    void refusesIndicesThatAreNotWhatTheReleaseSays() throws Exception {
        repository.packages("main/binary-amd64", TestRepository.PACKAGES.replace("tool", "evil"));
        assertRefused("Signed-By: ../repo/good.gpg")
                .hasMessageMatching(
                        "(?s)cannot fetch stable/main/binary-amd64/Packages.xz from http.*(SHA-256|bytes).*");

        repository.release(
                TestRepository.fields(NOW, NOW.plusSeconds(9)).replace("Acquire-By-Hash: no", "Acquire-By-Hash: yes"),
                "sha512");
        repository.sign("good");
        assertThat(text(indices("Signed-By: ../repo/good.gpg").getFirst())).contains("Package: evil");
        repository.packages("main/binary-amd64", TestRepository.PACKAGES);
        assertRefused("Signed-By: ../repo/good.gpg").hasMessageContaining("SHA-512");
    }

    @Test
    void fetchesByHashWhereTheReleaseOffersIt() throws Exception {
        repository.release(
                TestRepository.fields(NOW, NOW.plusSeconds(9)).replace("Acquire-By-Hash: no", "Acquire-By-Hash: yes"),
                "sha256");
        repository.sign("good");
        repository.shell("""
                cd www/dists/stable/main/binary-amd64
                mkdir -p by-hash/SHA256
                mv Packages.xz by-hash/SHA256/$(sha256sum < Packages.xz | cut -d' ' -f1)
                """);
        VerifiedIndex index = indices("Signed-By: ../repo/good.gpg").getFirst();
        assertThat(server.log().getLast()).endsWith("/by-hash/SHA256/" + index.digest() + " null");
        assertThat(index.compression()).isEqualTo(Compression.XZ);
    }

    @Test
    void fetchesTheIndexForAllWhereThereIsOne() throws Exception {
        repository.packages("main/binary-all", "Package: data\n");
        repository.release(
                TestRepository.fields(NOW, NOW.plusSeconds(9)).replaceAll("No-Support.*\n", "NotAutomatic: yes\n"),
                "sha256");
        repository.sign("good");
        assertThat(indices("Signed-By: ../repo/good.gpg"))
                .extracting(VerifiedIndex::architecture, VerifiedIndex::priority)
                .containsExactly(tuple("amd64", 1), tuple("all", 1));
    }

    @Test
    void readsFlatRepositoriesAndFileAddresses() throws Exception {
        repository.shell("""
                mkdir -p www/flat; printf '%s' 'Package: x' > www/flat/Packages
                cd www/flat; printf 'Date: Mon, 1 Jun 2026 10:00:00 +0000\\nSHA256:\\n %s 10 Packages\\n' $(sha256sum < Packages | cut -d' ' -f1) > Release
                """);
        String list = "Types: deb\nURIs: file:" + repository.www + "\nSuites: flat/\nTrusted: yes\n";
        VerifiedIndex index =
                repositories().indices(sources(list), List.of("amd64")).getFirst();
        assertThat(index.repoId()).isEqualTo("test/flat");
        assertThat(text(index)).isEqualTo("Package: x");
        assertThat(index.locate("./flat/x.deb"))
                .isEqualTo(repository.www.resolve("flat/x.deb").toUri());
    }

    @Test
    void tellsWhatIsWrongWithEverySource() throws Exception {
        String list = """
                Types: deb
                URIs: %1$s
                Suites: stable nothing
                Components: main wrong
                Signed-By: ../repo/good.gpg

                Types: deb
                URIs: file:/nowhere
                Suites: gone
                Components: main
                """.formatted(server.uri(""));
        assertThatThrownBy(() -> repositories().indices(sources(list), List.of("amd64")))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("stable has no component wrong; it has main extra")
                .hasMessageContaining("there is neither InRelease nor Release at " + server.uri("dists/nothing/"))
                .hasMessageContaining("there is neither InRelease nor Release at file:///nowhere/dists/gone/");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String fields) {
        return assertThatThrownBy(() -> indices(fields)).isInstanceOf(KeelsonException.class);
    }

    private List<VerifiedIndex> indices(String fields) throws IOException {
        String list = "Types: deb\nURIs: " + server.uri("") + "\nSuites: stable\nComponents: main\n" + fields + "\n";
        return repositories().indices(sources(list), List.of("amd64"));
    }

    private List<Source> sources(String list) throws IOException {
        Path file = Files.createDirectories(dir.resolve("treefile")).resolve("test.sources");
        Files.writeString(file, list);
        return SourceLists.read(List.of(file), "amd64");
    }

    private AptRepositories repositories() {
        FetchOptions options = FetchOptions.of(Map.of())
                .withPatience(2, Duration.ofMillis(5), Duration.ofSeconds(10))
                .withCacheOnly(cacheOnly);
        Progress progress = new Progress() {
            @Override
            public Task begin(String what, Unit unit, long total) {
                return Task.NONE;
            }

            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
        ContentCache cache = new ContentCache(dir.resolve("cache"));
        return new AptRepositories(cache, options, dir.resolve("etc"), InstantSource.fixed(NOW), progress);
    }

    private static String text(VerifiedIndex index) throws IOException {
        try (InputStream in = index.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
