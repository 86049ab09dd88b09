package io.keelson.ostree.pull;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.Mode;
import io.keelson.ostree.ObjectImport.Trust;
import io.keelson.ostree.Repository;
import io.keelson.ostree.TestTree;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalPullTest {
    @TempDir
    Path dir;

    private Path source = Path.of("");

    @BeforeEach
    void makeSource() throws Exception {
        source = dir.resolve("source");
        ostree("init", "--repo=" + source, "--mode=archive");
        Path tree = TestTree.random(dir.resolve("tree"), 7);
        for (int i = 0; i < 3; i++) {
            Files.writeString(tree.resolve("changing"), "version " + i);
            ostree("commit", "--repo=" + source, "--canonical-permissions", "--no-xattrs", "-b", "main", tree);
        }
    }

    private PullResult pull(Repository repo, PullScope scope, PullRules rules) throws Exception {
        try (Repository from = Repository.open(source)) {
            return new LocalPull(repo, from, null, scope, rules).all(PullVerifier.NONE);
        }
    }

    private static void expectSound(Repository repo) throws Exception {
        assertThat(ostree("fsck", "--repo=" + repo.path())).contains("no errors found");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"ARCHIVE", "BARE", "BARE_USER", "BARE_USER_ONLY"})
    void theRealOstreeFindsNothingWrongInAnyMode(Mode mode) throws Exception {
        try (Repository repo = Repository.init(dir.resolve("here"), mode)) {
            PullResult first = pull(repo, PullScope.COMMIT, PullRules.DEFAULT);
            expectSound(repo);
            assertThat(ostree("rev-parse", "--repo=" + repo.path(), "main"))
                    .isEqualTo(ostree("rev-parse", "--repo=" + source, "main"));
            assertThat(first.importedContent()).isPositive();
            assertThat(pull(repo, PullScope.COMMIT, PullRules.DEFAULT).importedContent())
                    .isZero();
        }
    }

    @Test
    void archivesShareFiles() throws Exception {
        try (Repository repo = Repository.init(dir.resolve("here"), Mode.ARCHIVE)) {
            pull(repo, PullScope.COMMIT, PullRules.DEFAULT);
            for (Path object : objects(repo.path(), ".filez")) {
                Path theirs = source.resolve(repo.path().relativize(object));
                assertThat(Files.isSameFile(object, theirs)).as("%s", object).isTrue();
            }
        }
    }

    @Test
    void bareUserOnlySharesFilesWithBareUser() throws Exception {
        Path bareUser = dir.resolve("bare-user");
        ostree("init", "--repo=" + bareUser, "--mode=bare-user");
        Path tree = Files.createDirectory(dir.resolve("plain"));
        Files.writeString(tree.resolve("file"), "text");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("file"));
        ostree("commit", "--repo=" + bareUser, "--canonical-permissions", "--no-xattrs", "-b", "main", tree);
        try (Repository from = Repository.open(bareUser);
                Repository repo = Repository.init(dir.resolve("here"), Mode.BARE_USER_ONLY)) {
            new LocalPull(repo, from, null, PullScope.COMMIT, PullRules.DEFAULT).all(PullVerifier.NONE);
            for (Path object : objects(repo.path(), ".file")) {
                // In bare-user, a link is stored as a file.
                if (!Files.isSymbolicLink(object)) {
                    Path theirs = bareUser.resolve(repo.path().relativize(object));
                    assertThat(Files.isSameFile(object, theirs))
                            .as("%s", object)
                            .isTrue();
                }
            }
            expectSound(repo);
        }
    }

    @Test
    void whatTheParentRepositoryHasIsNotFetched() throws Exception {
        try (Repository below = Repository.init(dir.resolve("below"), Mode.ARCHIVE);
                Repository child = Repository.init(dir.resolve("child"), Mode.ARCHIVE)) {
            pull(below, PullScope.COMMIT, PullRules.DEFAULT);
            child.configure("core", "parent", below.path().toString());
        }
        Path tree = TestTree.random(dir.resolve("tree2"), 7);
        Files.writeString(tree.resolve("new"), "only in the child");
        ostree("commit", "--repo=" + source, "--canonical-permissions", "--no-xattrs", "-b", "main", tree);
        try (Repository child = Repository.open(dir.resolve("child"))) {
            pull(child, PullScope.COMMIT, PullRules.DEFAULT);
            assertThat(objects(child.path(), ".filez")).hasSize(1);
            expectSound(child);
        }
    }

    @Test
    void historyIsFetchedAsDeepAsWanted() throws Exception {
        try (Repository repo = Repository.init(dir.resolve("here"), Mode.ARCHIVE)) {
            pull(repo, PullScope.COMMIT, PullRules.DEFAULT);
            assertThat(objects(repo.path(), ".commit")).hasSize(1);
            pull(repo, new PullScope(1, false, List.of()), PullRules.DEFAULT);
            assertThat(objects(repo.path(), ".commit")).hasSize(2);
            pull(repo, new PullScope(-1, true, List.of()), PullRules.DEFAULT);
            assertThat(objects(repo.path(), ".commit")).hasSize(3);
            assertThat(repo.path().resolve("state")).isDirectoryContaining("glob:**.commitpartial");
            pull(repo, new PullScope(-1, false, List.of()), PullRules.DEFAULT);
            assertThat(repo.path().resolve("state")).isEmptyDirectory();
            expectSound(repo);
        }
    }

    @Test
    void aSubpathBringsNothingElseAndStaysPartial() throws Exception {
        try (Repository repo = Repository.init(dir.resolve("here"), Mode.ARCHIVE)) {
            pull(repo, new PullScope(0, false, List.of("/sub")), PullRules.DEFAULT);
            assertThat(objects(repo.path(), ".filez"))
                    .hasSizeLessThan(objects(source, ".filez").size());
            assertThat(ostree("fsck", "--repo=" + repo.path())).contains("1 partial commits not verified");
            pull(repo, PullScope.COMMIT, PullRules.DEFAULT);
            assertThat(ostree("fsck", "--repo=" + repo.path())).doesNotContain("partial");
        }
    }

    @Test
    void whatIsNotTrustedIsVerifiedAndNothingIsTaken() throws Exception {
        Path object = objects(source, ".filez").getFirst();
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length - 1] ^= 1;
        Files.write(object, bytes);
        PullRules wary = new PullRules(Trust.VERIFY, false, true, false, null, null, false);
        try (Repository repo = Repository.init(dir.resolve("here"), Mode.ARCHIVE)) {
            assertThatThrownBy(() -> pull(repo, PullScope.COMMIT, wary)).isInstanceOf(Exception.class);
            assertThat(repo.refs().list()).isEmpty();
            assertThat(objects(repo.path(), ".commit")).isEmpty();
        }
    }

    @Test
    void aRefThatIsNotThereIsTold() throws Exception {
        try (Repository repo = Repository.init(dir.resolve("here"), Mode.ARCHIVE);
                Repository from = Repository.open(source)) {
            LocalPull pull = new LocalPull(repo, from, null, PullScope.COMMIT, PullRules.DEFAULT);
            assertThatThrownBy(() -> pull.run(List.of("none"), PullVerifier.NONE))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessage("Refspec 'none' not found");
            String absent = Digest.of(new byte[0]).hex();
            assertThatThrownBy(() -> pull.run(List.of(absent), PullVerifier.NONE))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining(absent);
        }
    }

    private static List<Path> objects(Path repo, String suffix) throws Exception {
        try (Stream<Path> walk = Files.walk(repo.resolve("objects"))) {
            return walk.filter(path -> path.toString().endsWith(suffix)).toList();
        }
    }
}
