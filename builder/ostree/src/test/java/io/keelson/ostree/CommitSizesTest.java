package io.keelson.ostree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitSizesTest {
    @TempDir
    Path dir;

    @Test
    void theSameObjectsWithTheSameUnpackedSizesAsUpstream() throws Exception {
        Path tree = TestTree.random(dir.resolve("tree"), 8);
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE)) {
            Digest theirs = Digest.parse(Ostree.ostree(
                    "commit", "--repo=" + repo.path(), "-b", "theirs", "--generate-sizes", "--tree=dir=" + tree));
            Committer committer = new Committer(repo, CommitFilter.NONE);
            committer.setSizes(true);
            Digest ours = committer
                    .commit(null, List.of(new TreeSource.Dir(tree)), CommitRequest.to("ours", null, "s", 1))
                    .commit();
            List<CommitSizes.Entry> entries = CommitSizes.of(repo.readCommit(ours));
            assertThat(entries).isEqualTo(CommitSizes.of(repo.readCommit(theirs)));
            for (CommitSizes.Entry entry : entries) {
                assertThat(Files.size(repo.place(entry.name()))).isEqualTo(entry.archived());
            }
        }
    }

    @Test
    void sizesThatDoNotEndAreRefused() {
        byte[] endless = new byte[32 + 20];
        Arrays.fill(endless, (byte) 0xff);
        for (Variant broken : List.of(
                new Variant.Sequence(Variant.of(new byte[0]).type(), List.of(Variant.of(endless))),
                new Variant.Sequence(Variant.of(new byte[0]).type(), List.of(Variant.of(new byte[3]))),
                Variant.of("text"))) {
            Digest any = Digest.of(new byte[0]);
            Commit commit = new Commit(Map.of(CommitSizes.KEY, broken), null, "", "", 0, any, any);
            assertThatThrownBy(() -> CommitSizes.of(commit)).isInstanceOf(KeelsonException.class);
        }
    }
}
