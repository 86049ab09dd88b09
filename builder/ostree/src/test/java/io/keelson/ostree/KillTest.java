package io.keelson.ostree;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process killed at any moment leaves a valid repository, and the next one cleans up after it.
@Tag("slow")
class KillTest {
    private static final int ROUNDS = 10;

    @TempDir
    Path dir;

    @Test
    void killedCommitsLeaveAValidRepository() throws Exception {
        Path repo = dir.resolve("repo");
        Path tree = Files.createDirectory(dir.resolve("tree"));
        ostree("init", "--repo=" + repo, "--mode=archive");
        Random random = new Random();
        for (int round = 0; round < ROUNDS; round++) {
            Process process = start(repo, tree);
            try (BufferedReader lines = process.inputReader()) {
                assertThat(lines.readLine())
                        .as("the first commit of round %d", round)
                        .isEqualTo("0");
                Thread.sleep(random.nextInt(400));
                process.destroyForcibly().waitFor();
            }
            assertThat(ostree("fsck", "--repo=" + repo)).contains("no errors found");
        }
        try (Repository opened = Repository.open(repo)) {
            CommitRequest request = CommitRequest.to("main", null, "last", 1);
            new Committer(opened, CommitFilter.NONE).commit(null, List.of(new TreeSource.Dir(tree)), request);
            assertThat(opened.tmp()).isDirectoryNotContaining("glob:**staging*");
        }
        assertThat(ostree("fsck", "--repo=" + repo)).contains("no errors found");
    }

    private static Process start(Path repo, Path tree) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        path,
                        CommitForever.class.getName(),
                        repo.toString(),
                        tree.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
