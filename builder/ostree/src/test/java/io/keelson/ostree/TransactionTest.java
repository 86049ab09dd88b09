package io.keelson.ostree;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"ARCHIVE", "BARE_USER"})
    void theRealOstreeAcceptsWhatIsWritten(Mode mode) throws Exception {
        byte[] big = new byte[3 << 20];
        new Random(1).nextBytes(big);
        Path plain = Files.write(dir.resolve("plain"), big);
        Path path = dir.resolve("repo");
        Digest commit;
        Xattrs capability = Xattrs.of(Map.of("security.capability", new byte[] {1, 2}, "user.a", new byte[] {3}));
        FileHeader setuid = FileHeader.regular(1000, 7, 04755, capability);
        try (Repository repo = Repository.init(path, mode);
                Transaction transaction = repo.begin()) {
            Digest link = transaction.writeFile(FileHeader.symlink(0, 0, "../ü", Xattrs.EMPTY), new byte[0]);
            Digest small = transaction.writeFile(setuid, "hello".getBytes(StandardCharsets.UTF_8));
            FileHeader header = FileHeader.regular(0, 0, 0644, Xattrs.EMPTY);
            Digest streamed = transaction.writeFile(header, new ByteArrayInputStream(big), big.length);
            FileHeader other = FileHeader.regular(0, 0, 0600, Xattrs.EMPTY);
            Digest known = other.checksum(big);
            transaction.writeFile(known, other, plain, big.length);
            Digest meta = transaction.writeMetadata(
                    ObjectType.DIRMETA, DirMeta.of(0, 0, 0755, capability).encode());
            DirTree tree = DirTree.of(Map.of("é", link, "a b", small, "big", streamed, "known", known), Map.of());
            Digest root = transaction.writeMetadata(ObjectType.DIRTREE, tree.encode());
            Map<String, Variant> metadata = Map.of("version", Variant.of("1"));
            commit = transaction.writeMetadata(
                    ObjectType.COMMIT, new Commit(metadata, null, "s", "b", 7, root, meta).encode());
            transaction.setRef("main/x", commit);
            Stats stats = transaction.commit();
            assertThat(stats).isEqualTo(new Stats(3, 3, 4, 4, 5 + 2L * big.length));
        }
        assertThat(ostree("fsck", "--repo=" + path)).contains("no errors found");
        assertThat(ostree("rev-parse", "--repo=" + path, "main/x")).isEqualTo(commit.hex());
        assertThat(ostree("ls", "-X", "--repo=" + path, "main/x", "/a b"))
                .isEqualTo("-04755 1000 7      5 { [(b'security.capability', [byte 0x01, 0x02]),"
                        + " (b'user.a', [0x03])] } /a b");
        assertThat(path.resolve("tmp")).isDirectoryNotContaining("glob:**staging*");
        try (Repository repo = Repository.open(path);
                FileObject file = repo.readFile(setuid.checksum("hello".getBytes(StandardCharsets.UTF_8)))) {
            assertThat(file.header()).isEqualTo(setuid);
            assertThat(file.content().readAllBytes()).asString().isEqualTo("hello");
            assertThat(repo.refs().resolve("main/x")).isEqualTo(commit);
        }
    }

    @Test
    void nothingIsLeftOfAnAbortedTransaction() throws IOException {
        try (Repository repo = Repository.init(dir, Mode.ARCHIVE)) {
            try (Transaction transaction = repo.begin()) {
                transaction.writeFile(FileHeader.regular(0, 0, 0644, Xattrs.EMPTY), new byte[10]);
            }
            assertThat(repo.objectNames()).isEmpty();
            assertThat(repo.tmp()).isEmptyDirectory();
        }
    }

    /// What a process leaves that is killed while it removes its staging directory.
    @Test
    void theNextTransactionRemovesALockWhoseDirectoryIsGone() throws IOException {
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        try (Repository repo = Repository.init(dir, Mode.ARCHIVE)) {
            Path left = Files.createFile(repo.tmp().resolve("staging-" + boot + "-abcdef-lock"));
            try (Transaction other = repo.begin()) {
                try (Transaction transaction = repo.begin()) {
                    transaction.commit();
                }
                assertThat(left).doesNotExist();
                other.writeFile(FileHeader.regular(0, 0, 0644, Xattrs.EMPTY), new byte[10]);
                assertThat(other.commit().contentWritten()).isEqualTo(1);
            }
            assertThat(repo.tmp()).isDirectoryNotContaining("glob:**staging*");
        }
    }

    @Test
    void refusesFilesThatWouldTakeTheReservedSpace() throws IOException {
        try (Repository repo = Repository.init(dir, Mode.ARCHIVE)) {
            repo.config().set("core", "min-free-space-size", "100000000TB");
            try (Transaction transaction = repo.begin()) {
                FileHeader header = FileHeader.regular(0, 0, 0644, Xattrs.EMPTY);
                assertThatThrownBy(() -> transaction.writeFile(header, new byte[10]))
                        .isInstanceOf(KeelsonException.class)
                        .hasMessageContaining("min-free-space-size 100000000TB would be exceeded");
            }
        }
    }
}
