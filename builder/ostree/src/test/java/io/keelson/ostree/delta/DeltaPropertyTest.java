package io.keelson.ostree.delta;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Repository;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random pairs of trees: what a delta makes is the commit, to the last byte.
@Tag("slow")
class DeltaPropertyTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void ourDeltaAppliedByUsMakesTheCommit(long seed) throws Exception {
        DeltaPair pair = DeltaPair.make(dir, seed);
        DeltaOptions options = new DeltaOptions(
                0, seed % 3 * 20, seed % 4, seed % 2 == 0, seed % 5 == 0, Endianness.LITTLE, null, null);
        Path receiver = dir.resolve("receiver");
        ostree("init", "--repo=" + receiver, "--mode=" + (seed % 2 == 0 ? "bare-user" : "archive"));
        ostree("pull-local", "--repo=" + receiver, pair.repo(), pair.old());
        try (Repository source = Repository.open(pair.repo());
                Repository repo = Repository.open(receiver)) {
            new DeltaGenerator(source, options, DeltaListener.NONE).generate(pair.old(), pair.now());
            DeltaApply apply = new DeltaApply(repo, source.deltas().directory(new DeltaName(pair.old(), pair.now())));
            try (Superblock delta = apply.read()) {
                apply.apply(delta);
            }
        }
        assertThat(ostree("fsck", "--repo=" + receiver)).contains("of 2 commits completed successfully");
    }
}
