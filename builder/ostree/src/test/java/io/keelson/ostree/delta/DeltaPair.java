package io.keelson.ostree.delta;

import static io.keelson.ostree.Ostree.ostree;

import io.keelson.ostree.DetachedMetadata;
import io.keelson.ostree.Repository;
import io.keelson.ostree.TestTree;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// An archive with two commits, the second of which has files that are like those of the first.
///
/// @param old the first commit
/// @param now the second
record DeltaPair(Path repo, Digest old, Digest now) {
    /// Equal seeds give equal trees.
    static DeltaPair make(Path dir, long seed) throws Exception {
        Path repo = dir.resolve("source");
        ostree("init", "--repo=" + repo, "--mode=archive");
        Path tree = TestTree.random(dir.resolve("tree"), seed);
        Random random = new Random(seed);
        byte[] large = new byte[5 << 20];
        random.nextBytes(large);
        Files.write(tree.resolve("large"), large);
        Digest old = commit(repo, tree);
        change(tree, random);
        large[3 << 20]++;
        Files.write(tree.resolve("large"), large);
        Files.writeString(tree.resolve("new"), "new");
        Files.createSymbolicLink(tree.resolve("new-link"), Path.of("new"));
        Digest now = commit(repo, tree);
        try (Repository opened = Repository.open(repo)) {
            DetachedMetadata.write(opened, now, Map.of("said", Variant.of("about it")));
        }
        return new DeltaPair(repo, old, now);
    }

    private static Digest commit(Path repo, Path tree) throws Exception {
        return Digest.parse(ostree(
                "commit",
                "--repo=" + repo,
                "-b",
                "main",
                "--canonical-permissions",
                "--no-xattrs",
                "--timestamp=@1",
                "--tree=dir=" + tree));
    }

    /// Some files grow, some shrink, some change here and there.
    private static void change(Path tree, Random random) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                switch (random.nextInt(4)) {
                    case 0 -> {
                        byte[] longer = new byte[content.length + 8];
                        System.arraycopy(content, 0, longer, 8, content.length);
                        Files.write(file, longer);
                    }
                    case 1 -> Files.write(file, Arrays.copyOf(content, content.length / 2));
                    case 2 -> {
                        for (int i = 0; i < content.length; i += 500) {
                            content[i]++;
                        }
                        Files.write(file, content);
                    }
                    default -> {
                        // stays as it is
                    }
                }
            }
        }
    }
}
