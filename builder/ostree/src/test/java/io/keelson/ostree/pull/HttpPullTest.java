package io.keelson.ostree.pull;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.TestTree;
import io.keelson.ostree.fetch.FetchSettings;
import io.keelson.ostree.remote.Remote;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpPullTest {
    private static final List<WantedRef> MAIN = List.of(new WantedRef("main", null));

    @TempDir
    Path dir;

    private Path source = Path.of("");
    private @Nullable TestServer running;

    @BeforeEach
    void serve() throws Exception {
        source = dir.resolve("source");
        ostree("init", "--repo=" + source, "--mode=archive");
        Path tree = TestTree.random(dir.resolve("tree"), 11);
        ostree("commit", "--repo=" + source, "--canonical-permissions", "--no-xattrs", "-b", "main", tree);
        running = new TestServer(source);
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private TestServer server() {
        if (running == null) {
            throw new IllegalStateException("no server");
        }
        return running;
    }

    private Repository here(Mode mode) throws IOException {
        return Repository.init(dir.resolve("here"), mode);
    }

    private PullResult pull(Repository repo, String url, List<WantedRef> refs, boolean mirror, int retries)
            throws IOException {
        return pull(repo, url, refs, mirror, retries, false);
    }

    private PullResult pull(
            Repository repo, String url, List<WantedRef> refs, boolean mirror, int retries, boolean trusted)
            throws IOException {
        FetchSettings fetch =
                new FetchSettings("test", List.of(), List.of(), retries, null, true, FetchSettings.Tls.DEFAULT, null);
        RemoteSettings settings = new RemoteSettings(
                mirror, trusted, DeltaUse.PREFERRED, false, null, List.of(), dir.resolve("cache"), fetch);
        Remote remote = new Remote("origin", new LinkedHashMap<>(Map.of("url", url)));
        return new RemotePull(repo, remote, settings, PullScope.COMMIT, PullRules.DEFAULT, PullVerifier.NONE).run(refs);
    }

    private PullResult pull(Repository repo) throws IOException {
        return pull(repo, server().url(), MAIN, false, 2);
    }

    private static void expectSound(Repository repo) throws Exception {
        assertThat(ostree("fsck", "--repo=" + repo.path())).contains("no errors found");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"ARCHIVE", "BARE", "BARE_USER", "BARE_USER_ONLY"})
    void weFetchFromTheRealOne(Mode mode) throws Exception {
        try (Repository repo = here(mode)) {
            PullResult result = pull(repo);
            expectSound(repo);
            assertThat(ostree("rev-parse", "--repo=" + repo.path(), "origin:main"))
                    .isEqualTo(ostree("rev-parse", "--repo=" + source, "main"));
            assertThat(result.bytesTransferred()).isPositive();
            assertThat(pull(repo).fetchedContent()).isZero();
        }
    }

    @Test
    void theRealOneFetchesFromUs() throws Exception {
        Path theirs = dir.resolve("theirs");
        try (Repository repo = here(Mode.ARCHIVE)) {
            pull(repo, server().url(), MAIN, true, 2);
            try (TestServer ours = new TestServer(repo.path())) {
                ostree("init", "--repo=" + theirs, "--mode=bare-user");
                ostree("remote", "--repo=" + theirs, "add", "--no-gpg-verify", "us", ours.url());
                ostree("pull", "--repo=" + theirs, "us", "main");
            }
        }
        assertThat(ostree("fsck", "--repo=" + theirs)).contains("no errors found");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"ARCHIVE", "BARE_USER"})
    void onlyAnArchiveThatMirrorsTakesFilesOnTrust(Mode mode) throws Exception {
        putOneFileForAnother();
        try (Repository repo = here(mode)) {
            assertThatThrownBy(() -> pull(repo, server().url(), MAIN, true, 0, false))
                    .hasMessageContaining("Corrupted file object");
            assertThatThrownBy(() -> pull(repo, server().url(), MAIN, false, 0, true))
                    .hasMessageContaining("Corrupted file object");
            if (mode == Mode.ARCHIVE) {
                pull(repo, server().url(), MAIN, true, 0, true);
                assertThat(repo.refs().list()).containsKey("main");
            } else {
                assertThatThrownBy(() -> pull(repo, server().url(), MAIN, true, 0, true))
                        .hasMessageContaining("Corrupted file object");
            }
        }
    }

    /// What one name stands for is sound, and another file.
    private void putOneFileForAnother() throws IOException {
        try (Stream<Path> files = Files.walk(source.resolve("objects"))) {
            List<Path> two = files.filter(file -> file.toString().endsWith(".filez"))
                    .limit(2)
                    .toList();
            Files.copy(two.get(1), two.get(0), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void failuresThatMayPassAreTriedAgain() throws Exception {
        server().firstStatus = 503;
        try (Repository repo = here(Mode.ARCHIVE)) {
            assertThatThrownBy(() -> pull(repo, server().url(), MAIN, false, 0)).hasMessageContaining("HTTP 503");
            assertThat(repo.refs().list()).isEmpty();
            pull(repo);
            expectSound(repo);
        }
    }

    @Test
    void aBrokenTransferGoesOnWhereItEnded() throws Exception {
        server().cutsFirst = true;
        try (Repository repo = here(Mode.BARE_USER)) {
            pull(repo);
            expectSound(repo);
        }
        assertThat(server().log)
                .anyMatch(line -> line.startsWith("206 ") && line.endsWith(".filez"))
                .anyMatch(line -> line.startsWith("206 ") && line.endsWith(".dirtree"));
    }

    @Test
    void aPullThatFailedDoesNotFetchTwice() throws Exception {
        Path last;
        try (Stream<Path> files = Files.walk(source.resolve("objects"))) {
            last = files.filter(file -> file.toString().endsWith(".filez"))
                    .findFirst()
                    .orElseThrow();
        }
        Path aside = Files.move(last, dir.resolve("aside"));
        try (Repository repo = here(Mode.ARCHIVE)) {
            assertThatThrownBy(() -> pull(repo)).hasMessageContaining("HTTP 404");
            Files.move(aside, last);
            server().log.clear();
            pull(repo);
            expectSound(repo);
            assertThat(server().log).noneMatch(line -> line.endsWith(".dirtree"));
        }
    }

    @Test
    void corruptedObjectsAreNotLetIn() throws Exception {
        for (String suffix : List.of(".filez", ".dirtree")) {
            try (Stream<Path> files = Files.walk(source.resolve("objects"))) {
                for (Path file : files.filter(each -> each.toString().endsWith(suffix))
                        .limit(1)
                        .toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    bytes[bytes.length / 2] ^= 0x10;
                    Files.write(file, bytes);
                }
            }
            try (Repository repo = here(Mode.ARCHIVE)) {
                assertThatThrownBy(() -> pull(repo))
                        .isInstanceOf(KeelsonException.class)
                        .hasMessageContaining("Corrupted");
                assertThat(repo.refs().list()).isEmpty();
            }
        }
    }

    @Test
    void userAndPasswordGoWithTheRequestAndNowhereElse() throws Exception {
        String secret = "user:pass-word";
        server().authorization = "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        try (Repository repo = here(Mode.ARCHIVE);
                TestServer other = new TestServer(source)) {
            assertThatThrownBy(() -> pull(repo)).hasMessageContaining("401");
            String wrong = "http://user:other-word@" + server().authority();
            assertThatThrownBy(() -> pull(repo, wrong, MAIN, false, 0))
                    .hasMessageContaining("401")
                    .hasMessageNotContaining("other-word");
            String right = "http://" + secret + "@" + server().authority();
            pull(repo, right, MAIN, false, 0);
            expectSound(repo);
            other.authorization = server().authorization;
            server().redirectsTo = other.url();
            assertThatThrownBy(() -> pull(repo, right, MAIN, false, 0)).hasMessageContaining("401");
        }
    }

    @Test
    void aMirrorHasEverythingAndTheSummary() throws Exception {
        ostree("commit", "--repo=" + source, "-b", "other/ref", "--tree=ref=main");
        ostree("summary", "--repo=" + source, "-u");
        try (Repository repo = here(Mode.ARCHIVE)) {
            pull(repo, server().url(), List.of(), true, 2);
            assertThat(repo.refs().list()).containsOnlyKeys("main", "other/ref");
            assertThat(repo.path().resolve("summary")).hasSameBinaryContentAs(source.resolve("summary"));
            expectSound(repo);
        }
    }

    @Test
    void aSummaryWithSignaturesIsFetchedOnce() throws Exception {
        ostree("summary", "--repo=" + source, "-u");
        Files.write(source.resolve("summary.sig"), new byte[0]);
        try (Repository repo = here(Mode.ARCHIVE)) {
            pull(repo);
            server().log.clear();
            pull(repo);
            assertThat(server().log).contains("304 /summary.sig").doesNotContain("200 /summary");
        }
    }

    @Test
    void aDeltaTakesThePlaceOfItsObjects() throws Exception {
        ostree("static-delta", "--repo=" + source, "generate", "--empty", "main");
        ostree("summary", "--repo=" + source, "-u");
        try (Repository repo = here(Mode.BARE_USER)) {
            PullResult first = pull(repo);
            expectSound(repo);
            assertThat(first.deltaParts()).isPositive();
            assertThat(first.fetchedContent()).isZero();
            Files.writeString(dir.resolve("tree/more"), "and more");
            ostree(
                    "commit",
                    "--repo=" + source,
                    "--canonical-permissions",
                    "--no-xattrs",
                    "-b",
                    "main",
                    dir.resolve("tree"));
            ostree("static-delta", "--repo=" + source, "generate", "main");
            ostree("summary", "--repo=" + source, "-u");
            PullResult second = pull(repo);
            expectSound(repo);
            assertThat(second.deltaParts()).isPositive();
            assertThat(second.bytesTransferred()).isLessThan(first.bytesTransferred());
        }
    }

    @Test
    void aDeltaThatIsNotWhatTheSummarySaysIsRefused() throws Exception {
        ostree("static-delta", "--repo=" + source, "generate", "--empty", "main");
        ostree("summary", "--repo=" + source, "-u");
        try (Stream<Path> files = Files.walk(source.resolve("deltas"))) {
            Path superblock = files.filter(file -> file.endsWith("superblock"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(superblock);
            bytes[bytes.length - 1] ^= 1;
            Files.write(superblock, bytes);
        }
        try (Repository repo = here(Mode.BARE_USER)) {
            assertThatThrownBy(() -> pull(repo)).hasMessageContaining("Invalid checksum for static delta");
            assertThat(repo.refs().list()).isEmpty();
        }
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        String gone = server().url();
        server().close();
        try (Repository repo = here(Mode.ARCHIVE)) {
            assertThatThrownBy(() -> pull(repo, gone, MAIN, false, 1)).hasMessageContaining("cannot connect");
        }
    }
}
