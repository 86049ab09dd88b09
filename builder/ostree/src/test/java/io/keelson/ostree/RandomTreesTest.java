package io.keelson.ostree;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Trees of random shape, names, modes and contents commit to the checksum that the real ostree gives them.
@Tag("slow")
class RandomTreesTest {
    private static final String LETTERS = "aAbB09._-+~ äßé€𝄞";
    private static final int TREES = 25;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sameChecksum(long seed) throws Exception {
        Path theirs = dir.resolve("theirs");
        Ostree.ostree("init", "--repo=" + theirs, "--mode=archive");
        try (Repository repo = Repository.init(dir.resolve("ours"), Mode.ARCHIVE)) {
            for (int i = 0; i < TREES; i++) {
                Path tree = dir.resolve("tree-" + i);
                fill(tree, new Random(seed * 1000 + i), 0);
                String expected = Ostree.ostree(
                        "commit",
                        "--fsync=false",
                        "--repo=" + theirs,
                        "--orphan",
                        "--timestamp=@5",
                        "--no-bindings",
                        "--tree=dir=" + tree);
                CommitRequest request = new CommitRequest(null, null, "", "", Map.of(), null, false, 5, false);
                String actual = new Committer(repo, CommitFilter.NONE)
                        .commit(null, List.of(new TreeSource.Dir(tree)), request)
                        .commit()
                        .hex();
                assertThat(actual).as("seed %d, tree %d", seed, i).isEqualTo(expected);
            }
        }
    }

    private static void fill(Path directory, Random random, int depth) throws IOException {
        Files.createDirectories(directory);
        int entries = random.nextInt(6);
        for (int i = 0; i < entries; i++) {
            Path path = directory.resolve(name(random) + i);
            switch (random.nextInt(depth < 4 ? 5 : 3)) {
                case 0 -> Files.createSymbolicLink(path, Path.of(name(random)));
                case 1, 2 -> file(path, random);
                default -> fill(path, random, depth + 1);
            }
        }
        Posix.chmod(directory, 0700 | random.nextInt(010000));
    }

    private static void file(Path path, Random random) throws IOException {
        byte[] content = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(5000)];
        random.nextBytes(content);
        Files.write(path, content);
        if (random.nextInt(3) == 0) {
            byte[] value = new byte[1 + random.nextInt(50)];
            random.nextBytes(value);
            Posix.setXattr(path, "user." + (char) ('a' + random.nextInt(26)), value);
        }
        Posix.chmod(path, 0400 | random.nextInt(010000));
    }

    private static String name(Random random) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder name = new StringBuilder("n");
        for (int i = random.nextInt(12); i > 0; i--) {
            name.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return name.toString();
    }
}
