package io.keelson.ostree.delta;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Repository;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
            Process process = start(receiver, delta);
            boolean ended = process.waitFor(150 + random.nextInt(700), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            assertThat(ostree("fsck", "--repo=" + receiver))
                    .as("ended: %s", ended)
                    .contains("no errors found");
            assertThat(start(receiver, delta).waitFor()).isZero();
            assertThat(ostree("fsck", "--repo=" + receiver)).contains("of 2 commits completed successfully");
        }
    }

    private static Process start(Path repo, Path delta) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        path,
                        ApplyOnce.class.getName(),
                        repo.toString(),
                        delta.toString())
                .inheritIO()
                .start();
    }
}
