package io.keelson.ostree.pull;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.Child;
import io.keelson.ostree.Repository;
import io.keelson.ostree.TestTree;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pull that is killed at any moment leaves a valid repository, and the same pull then succeeds.
@Tag("slow")
class PullKillTest {
    private static final int ROUNDS = 10;

    @TempDir
    Path dir;

    @Test
    void killedPullsLeaveAValidRepository() throws Exception {
        Path source = dir.resolve("source");
        ostree("init", "--repo=" + source, "--mode=archive");
        Path tree = TestTree.random(dir.resolve("tree"), 5);
        Random random = new Random();
        try (TestServer server = new TestServer(source)) {
            server.delayMillis = 5;
            for (int round = 0; round < ROUNDS; round++) {
                ostree("commit", "--repo=" + source, "--owner-uid=" + round, "-b", "main", tree);
                Path repo = dir.resolve("repo-" + round);
                ostree("init", "--repo=" + repo, "--mode=bare-user");
                Child.begin(PullOnce.class, repo, server.url()).killAfter(random.nextInt(900));
                assertThat(ostree("fsck", "--repo=" + repo)).contains("no errors found");
                PullOnce.main(new String[] {repo.toString(), server.url()});
                assertThat(ostree("fsck", "--repo=" + repo)).contains("no errors found");
                try (Repository opened = Repository.open(repo)) {
                    assertThat(opened.refs().list()).containsOnlyKeys("origin:main");
                    assertThat(repo.resolve("tmp")).isDirectoryNotContaining("glob:**staging*");
                }
            }
        }
    }
}
