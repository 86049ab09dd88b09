package io.keelson.ostree;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.keelson.ostree.delta.FuzzDeltas;
import io.keelson.ostree.pull.FuzzDocuments;
import io.keelson.ostree.sign.FuzzSignatures;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Hostile bytes end in an error that says what is wrong: no other exception, no memory that the input
/// does not account for, no endless work. `builder/ostree/bench/fuzz` runs it with many more inputs.
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("keelson.fuzz.inputs", 2_500);
    private static final long SEED = Long.getLong("keelson.fuzz.seed", 1);
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path dir;

    private Path path = Path.of("");

    @BeforeEach
    void fill() throws Exception {
        path = dir.resolve("repo");
        ostree("init", "--repo=" + path, "--mode=archive");
        ostree("config", "--repo=" + path, "set", "core.fsync", "false");
        Path tree = TestTree.random(dir.resolve("tree"), 1);
        String[] options = {"--repo=" + path, "--canonical-permissions", "--add-metadata-string=version=1"};
        for (String branch : new String[] {"main", "os/next"}) {
            Files.writeString(tree.resolve("changing"), branch);
            ostree("commit", options[0], options[1], options[2], "-b", branch, tree);
        }
        ostree("static-delta", "generate", "--repo=" + path, "--empty", "main");
        ostree("refs", "--repo=" + path, "--collections", "--create=org.example.Os:mirror", "main");
        ostree("summary", "--repo=" + path, "--update");
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void everyReaderSurvives() throws Exception {
        Random random = new Random(SEED);
        try (Repository repo = Repository.open(path);
                FuzzDeltas deltas = new FuzzDeltas(Files.createDirectory(dir.resolve("deltas")));
                FuzzDocuments documents = new FuzzDocuments(Files.createDirectory(dir.resolve("documents")), repo)) {
            FuzzTargets objects = new FuzzTargets(dir, repo);
            List<FuzzTarget> targets = new ArrayList<>(objects.all());
            targets.addAll(deltas.all());
            targets.addAll(new FuzzArchives(dir, repo).all());
            targets.addAll(new FuzzSignatures(Files.createDirectory(dir.resolve("signatures"))).all());
            targets.addAll(documents.all(objects.files("delta-indexes")));
            for (FuzzTarget target : targets) {
                attack(target, new FuzzMutator(random, target.corpus()), Math.max(1, INPUTS / targets.size()));
            }
        }
    }

    /// The honest bytes come first.
    private static void attack(FuzzTarget target, FuzzMutator mutator, int inputs) {
        long start = System.nanoTime();
        target.corpus().forEach(honest -> expectClearEnd(target, honest));
        for (int i = 0; i < inputs; i++) {
            expectClearEnd(target, mutator.next());
        }
        System.out.printf(
                "%s: %d inputs in %d ms%n",
                target.name(), inputs, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private static void expectClearEnd(FuzzTarget target, byte[] input) {
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        try {
            target.reader().read(input);
        } catch (KeelsonException | IllegalArgumentException | IOException expected) {
            assertThat(expected.getMessage()).as(() -> context(target, input)).isNotBlank();
        } catch (Throwable wrong) {
            throw new AssertionError(context(target, input), wrong);
        }
        assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before)
                .as(() -> "memory: " + context(target, input))
                .isLessThan(target.memory());
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                .as(() -> "time: " + context(target, input))
                .isLessThan(20);
    }

    private static String context(FuzzTarget target, byte[] input) {
        return target.name() + ", seed " + SEED + ": " + HexFormat.of().formatHex(input);
    }

    /// A whole repository with one broken file: checked, and written to a directory that nothing leaves.
    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void brokenRepositoriesStayWhereTheyAre() throws Exception {
        Random random = new Random(SEED);
        try (Repository repo = Repository.open(path)) {
            var names = repo.objectNames().stream().sorted().toList();
            for (int i = 0; i < Math.max(20, INPUTS / 200); i++) {
                Path file = repo.place(names.get(random.nextInt(names.size())));
                byte[] honest = Files.readAllBytes(file);
                Files.write(file, new FuzzMutator(random, List.of(honest)).next());
                Path box = Files.createDirectory(dir.resolve("box"));
                tryBoth(repo, Files.createDirectory(box.resolve("inner")).resolve("out"));
                assertThat(box).isDirectoryContaining("glob:**/inner").isDirectoryNotContaining("glob:**/[!i]*");
                Durable.deleteTree(box);
                Files.write(file, honest);
                deleteMarks();
            }
        }
        assertThat(ostree("fsck", "--repo=" + path)).contains("no errors found");
    }

    private static void tryBoth(Repository repo, Path out) throws IOException {
        try {
            new Fsck(repo, new Fsck.Options(true, false, true, true, false), new Messages()).run();
        } catch (KeelsonException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
        try {
            CheckoutOptions options = new CheckoutOptions(
                    true,
                    CheckoutOptions.Links.NEVER,
                    CheckoutOptions.Existing.REFUSED,
                    "/",
                    Set.of(),
                    false,
                    false,
                    false);
            Checkout.run(repo, repo.refs().resolve("main"), out, options);
        } catch (KeelsonException | IOException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    private void deleteMarks() throws IOException {
        try (Stream<Path> marks = Files.list(path.resolve("state"))) {
            for (Path mark : marks.toList()) {
                Files.delete(mark);
            }
        }
    }
}
