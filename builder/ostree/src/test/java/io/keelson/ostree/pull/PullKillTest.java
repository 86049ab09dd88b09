package io.keelson.ostree.pull;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.Repository;
import io.keelson.ostree.TestTree;
import java.io.BufferedReader;
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
                killed(repo, server.url(), random.nextInt(900));
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

    private static void killed(Path repo, String url, int millis) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        path,
                        PullOnce.class.getName(),
                        repo.toString(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("begins");
            Thread.sleep(millis);
            process.destroyForcibly().waitFor();
        }
    }
}
