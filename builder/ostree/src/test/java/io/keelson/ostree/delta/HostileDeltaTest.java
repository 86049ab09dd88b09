package io.keelson.ostree.delta;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Transaction;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/// Deltas from somebody who wishes us ill end in one message, and in nothing else.
class HostileDeltaTest {
    private static final int MUTATIONS = 60;

    @TempDir
    Path dir;

    private DeltaPair pair = new DeltaPair(Path.of(""), new Digest(0, 0, 0, 0), new Digest(0, 0, 0, 0));
    private byte[] superblock = {};
    private byte[] payload = {};

    @BeforeEach
    void makeDelta() throws Exception {
        pair = DeltaPair.make(dir, 12);
        try (Repository repo = Repository.open(pair.repo())) {
            DeltaOptions options = new DeltaOptions(0, 128, 32, true, false, Endianness.LITTLE, null, null);
            new DeltaGenerator(repo, options, DeltaListener.NONE).generate(pair.old(), pair.now());
            Path delta = repo.deltas().directory(new DeltaName(pair.old(), pair.now()));
            superblock = Files.readAllBytes(delta.resolve("superblock"));
            byte[] part = Files.readAllBytes(delta.resolve("0"));
            payload = new XZInputStream(new ByteArrayInputStream(part, 1, part.length - 1)).readAllBytes();
        }
    }

    @Test
    void aChangedSuperblockIsReadOrRefused() {
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            try (Superblock read = Superblock.parse(mutated(superblock, random))) {
                assertThat(read.parts()).isNotNull();
            } catch (KeelsonException e) {
                assertThat(e).hasMessageStartingWith("Invalid static delta superblock");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    /// The checksum of the part is made right, so that what is behind it gets the bad bytes.
    @Test
    void aChangedPartMakesNothingWrong() throws Exception {
        Random random = new Random(2);
        Path receiver = dir.resolve("receiver");
        ostree("init", "--repo=" + receiver, "--mode=archive");
        ostree("pull-local", "--repo=" + receiver, pair.repo(), pair.old());
        int refused = 0;
        try (Repository repo = Repository.open(receiver);
                Superblock delta = Superblock.parse(superblock)) {
            PartHeader header = delta.parts().getFirst();
            for (int i = 0; i < MUTATIONS; i++) {
                refused += refuses(repo, header, mutatedAtTheEnds(random)) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 2);
        assertThat(ostree("fsck", "--repo=" + receiver)).contains("of 1 commits completed successfully");
    }

    private static boolean refuses(Repository repo, PartHeader header, byte[] payload) throws IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.write(0);
        part.writeBytes(payload);
        byte[] bytes = part.toByteArray();
        PartHeader fitting =
                new PartHeader(0, 0, Digest.of(bytes), bytes.length, header.objectsSize(), header.objects());
        try (Transaction transaction = repo.begin()) {
            new PartExecutor(repo, transaction).execute(fitting, new ByteArrayInputStream(bytes));
            return false;
        } catch (KeelsonException e) {
            assertThat(e.getMessage()).isNotBlank();
            return true;
        }
    }

    /// Modes stand at the start, operations and framing at the end; most of the rest is content.
    private byte[] mutatedAtTheEnds(Random random) {
        byte[] bytes = payload.clone();
        int reach = Math.min(2000, bytes.length / 2);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(reach);
            bytes[random.nextInt(4) == 0 ? at : bytes.length - 1 - at] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    @Test
    void aPartIsComparedWithItsChecksum() throws Exception {
        Path receiver = dir.resolve("receiver");
        try (Repository repo = Repository.init(receiver, Mode.ARCHIVE);
                Superblock delta = Superblock.parse(superblock);
                Transaction transaction = repo.begin()) {
            byte[] other = {0, 1, 2, 3};
            assertThatThrownBy(() -> new PartExecutor(repo, transaction)
                            .execute(delta.parts().getFirst(), new ByteArrayInputStream(other)))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("Checksum mismatch in static delta part");
        }
    }

    @Test
    void aDeltaWithoutItsSourceChangesNothing() throws Exception {
        Path receiver = dir.resolve("receiver");
        try (Repository repo = Repository.init(receiver, Mode.BARE_USER)) {
            Path delta;
            try (Repository source = Repository.open(pair.repo())) {
                delta = source.deltas().directory(new DeltaName(pair.old(), pair.now()));
            }
            DeltaApply apply = new DeltaApply(repo, delta);
            try (Superblock read = apply.read()) {
                assertThatThrownBy(() -> apply.apply(read))
                        .hasMessageContaining("which is the delta source, is not in repository");
            }
            assertThat(repo.objectNames()).isEmpty();
        }
    }
}
