package io.keelson.ostree.delta;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.Child;
import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Repository;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it applies a delta leaves a valid repository, and the next one ends the
/// work.
@Tag("slow")
class DeltaKillTest {
    private static final int ROUNDS = 20;

    @TempDir
    Path dir;

    @Test
    void aKilledApplyIsRepeated() throws Exception {
        DeltaPair pair = DeltaPair.make(dir, 13);
        Path delta;
        try (Repository source = Repository.open(pair.repo())) {
            DeltaOptions options = new DeltaOptions(0, 128, 1, true, false, Endianness.LITTLE, null, null);
            new DeltaGenerator(source, options, DeltaListener.NONE).generate(pair.old(), pair.now());
            delta = source.deltas().directory(new DeltaName(pair.old(), pair.now()));
        }
        Random random = new Random();
        for (int round = 0; round < ROUNDS; round++) {
            Path receiver = dir.resolve("receiver-" + round);
            ostree("init", "--repo=" + receiver, "--mode=bare-user");
            ostree("pull-local", "--repo=" + receiver, pair.repo(), pair.old());
            Child.begin(ApplyOnce.class, receiver, delta).killAfter(random.nextInt(500));
            assertThat(ostree("fsck", "--repo=" + receiver)).contains("no errors found");
            assertThat(Child.begin(ApplyOnce.class, receiver, delta).status()).isZero();
            assertThat(ostree("ls", "--repo=" + receiver, "-R", "-C", pair.now()))
                    .isEqualTo(ostree("ls", "--repo=" + pair.repo(), "-R", "-C", pair.now()));
            assertThat(ostree("fsck", "--repo=" + receiver)).contains("of 2 commits completed successfully");
        }
    }
}
