package io.keelson.ostree.delta;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Mode;
import io.keelson.ostree.PartialCommits;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the real ostree makes we apply, and what we make it applies.
class DeltaInteropTest {
    @TempDir
    Path dir;

    private DeltaPair pair = new DeltaPair(Path.of(""), new Digest(0, 0, 0, 0), new Digest(0, 0, 0, 0));

    @BeforeEach
    void makePair() throws Exception {
        pair = DeltaPair.make(dir, 11);
    }

    private Path theirs(String... options) throws Exception {
        List<Object> words =
                new ArrayList<>(List.of("static-delta", "generate", "--repo=" + pair.repo(), "--to=" + pair.now()));
        words.addAll(List.of(options));
        Path delta = Files.createDirectories(dir.resolve("delta"));
        words.add("--filename=" + delta.resolve("superblock"));
        ostree(words.toArray());
        return delta;
    }

    private Path ours(@Nullable Digest from, DeltaOptions options) throws Exception {
        try (Repository repo = Repository.open(pair.repo())) {
            new DeltaGenerator(repo, options, DeltaListener.NONE).generate(from, pair.now());
            return repo.deltas().directory(new DeltaName(from, pair.now()));
        }
    }

    private static DeltaOptions options(long chunk, boolean bsdiff, boolean inline, Endianness order) {
        return new DeltaOptions(0, 128, chunk, bsdiff, inline, order, null, null);
    }

    /// A repository with the old commit.
    private Path receiver(String name, Mode mode) throws Exception {
        Path repo = dir.resolve(name);
        ostree("init", "--repo=" + repo, "--mode=" + mode.text());
        ostree("pull-local", "--repo=" + repo, pair.repo(), pair.old());
        return repo;
    }

    private void weApply(Path delta, Mode mode) throws Exception {
        Path receiver = receiver("we-" + mode.text(), mode);
        try (Repository repo = Repository.open(receiver)) {
            DeltaApply apply = new DeltaApply(repo, delta);
            try (Superblock superblock = apply.read()) {
                assertThat(apply.apply(superblock)).isEqualTo(pair.now());
            }
            assertThat(repo.partialCommits().state(pair.now()).name()).isEqualTo("WHOLE");
        }
        expectSound(receiver);
    }

    private void theyApply(Path delta) throws Exception {
        Path receiver = receiver("they", Mode.BARE_USER);
        ostree("static-delta", "apply-offline", "--repo=" + receiver, delta);
        expectSound(receiver);
    }

    /// All objects are there and right, and so is what is said about the commit.
    private void expectSound(Path receiver) throws Exception {
        assertThat(ostree("fsck", "--repo=" + receiver)).contains("of 2 commits completed successfully");
        assertThat(ostree("ls", "-R", "--repo=" + receiver, pair.now()))
                .isEqualTo(ostree("ls", "-R", "--repo=" + pair.repo(), pair.now()));
        assertThat(ostree("show", "--print-detached-metadata-key=said", "--repo=" + receiver, pair.now()))
                .isEqualTo("'about it'");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"ARCHIVE", "BARE", "BARE_USER", "BARE_USER_ONLY"})
    void theirDeltaIsAppliedInEveryMode(Mode mode) throws Exception {
        weApply(theirs("--from=" + pair.old(), "--min-fallback-size=0"), mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--inline", "--swap-endianness", "--disable-bsdiff", "--max-chunk-size=1"})
    void theirDeltaIsAppliedWhateverItsOptions(String option) throws Exception {
        weApply(theirs("--from=" + pair.old(), "--min-fallback-size=0", option), Mode.BARE_USER);
    }

    @Test
    void theirDeltaFromNothingIsApplied() throws Exception {
        weApply(theirs("--empty", "--min-fallback-size=0"), Mode.ARCHIVE);
    }

    /// The old commit has lost an object that the new one needs as well and the delta does not bring.
    @Test
    void aCommitOfWhichObjectsAreMissingStaysPartial() throws Exception {
        Path delta = theirs("--from=" + pair.old());
        Path receiver = receiver("lossy", Mode.BARE_USER);
        String lost =
                ostree("ls", "--repo=" + receiver, "-C", pair.old(), "/link").split("\\s+", -1)[4];
        Files.delete(receiver.resolve("objects/" + lost.substring(0, 2) + "/" + lost.substring(2) + ".file"));
        try (Repository repo = Repository.open(receiver)) {
            DeltaApply apply = new DeltaApply(repo, delta);
            for (int round = 0; round < 2; round++) {
                try (Superblock superblock = apply.read()) {
                    apply.apply(superblock);
                }
                assertThat(repo.partialCommits().state(pair.now())).isEqualTo(PartialCommits.State.PARTIAL);
            }
        }
        ostree("pull-local", "--repo=" + receiver, pair.repo(), pair.now());
        expectSound(receiver);
    }

    @Test
    void theyApplyOurs() throws Exception {
        theyApply(ours(pair.old(), options(32, true, false, Endianness.LITTLE)));
    }

    @Test
    void theyApplyOursInSmallPartsOfTheOtherByteOrder() throws Exception {
        theyApply(ours(pair.old(), options(1, true, false, Endianness.BIG)));
    }

    @Test
    void theyApplyOursInlineWithoutPatches() throws Exception {
        theyApply(ours(pair.old(), options(32, false, true, Endianness.LITTLE)));
    }

    @Test
    void theyApplyOursFromNothing() throws Exception {
        theyApply(ours(null, options(32, true, false, Endianness.LITTLE)));
    }

    @Test
    void theySeeInOursWhatWeSee() throws Exception {
        ours(pair.old(), new DeltaOptions(4, 128, 32, false, false, Endianness.LITTLE, null, null));
        String shown = ostree("static-delta", "show", "--repo=" + pair.repo(), pair.old() + "-" + pair.now());
        assertThat(shown).contains("Number of parts: 1", "Endianness: little");
        try (Repository repo = Repository.open(pair.repo());
                Superblock delta = Superblock.read(repo.deltas()
                        .directory(new DeltaName(pair.old(), pair.now()))
                        .resolve("superblock"))) {
            assertThat(shown)
                    .contains("Number of fallback entries: " + delta.fallbacks().size());
            PartHeader part = delta.parts().getFirst();
            assertThat(shown)
                    .contains("nobjects=" + part.objects().size() + " size=" + part.size() + " usize="
                            + part.objectsSize());
        }
    }

    /// The real one must find its smaller delta no smaller than ours by much.
    @Test
    void oursIsAboutAsSmall() throws Exception {
        long size = size(ours(pair.old(), options(32, true, false, Endianness.LITTLE)));
        assertThat(size).isLessThan(size(theirs("--from=" + pair.old(), "--min-fallback-size=0")) * 11 / 10);
    }

    private static long size(Path delta) throws Exception {
        try (var files = Files.list(delta)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
