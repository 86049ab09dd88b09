package io.keelson.ostree;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

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
            Child.begin(CommitForever.class, repo, tree).killAfter(random.nextInt(400));
            assertThat(ostree("fsck", "--repo=" + repo)).contains("no errors found");
        }
        try (Repository opened = Repository.open(repo)) {
            CommitRequest request = CommitRequest.to("main", null, "last", 1);
            new Committer(opened, CommitFilter.NONE).commit(null, List.of(new TreeSource.Dir(tree)), request);
            assertThat(opened.tmp()).isDirectoryNotContaining("glob:**staging*");
        }
        assertThat(ostree("fsck", "--repo=" + repo)).contains("no errors found");
    }
}
