package io.keelson.ostree;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives as GNU's tools make and read them, beside what the real ostree makes of them.
class ArchiveTest {
    @TempDir
    Path dir;

    @Test
    void everyCompressionGivesTheTreeOfThePlainArchive() throws Exception {
        Path tree = TestTree.random(dir.resolve("tree"), 5);
        Path tar = dir.resolve("tree.tar");
        Ostree.run("tar", "-C", tree, "-cf", tar, ".");
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE)) {
            Digest plain = tree(repo, tar);
            assertThat(tree(repo, tar)).isEqualTo(Digest.parse(theirTree(repo.path(), tar)));
            for (String program : List.of("gzip", "xz", "zstd", "bzip2")) {
                Path packed = dir.resolve(program);
                Ostree.run("sh", "-c", program + " -c < " + tar + " > " + packed);
                assertThat(tree(repo, packed)).as(program).isEqualTo(plain);
            }
        }
    }

    @Test
    void namesOfOneFileInCpioShareItsContent() throws Exception {
        Path tree = Files.createDirectories(dir.resolve("tree/sub"));
        Files.createLink(tree.resolve("b"), Files.writeString(tree.resolve("a"), "content"));
        Files.createLink(tree.resolve("c"), tree.resolve("a"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("a"));
        Path cpio = dir.resolve("tree.cpio");
        Ostree.run("sh", "-c", "cd " + dir.resolve("tree") + " && find . | cpio -o -H newc --quiet > " + cpio);
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE)) {
            assertThat(tree(repo, cpio)).isEqualTo(Digest.parse(theirTree(repo.path(), cpio)));
            assertThat(ostree("cat", "--repo=" + repo.path(), "theirs", "/sub/a"))
                    .isEqualTo("content");
        }
    }

    @Test
    void attributesThatAreNoTextSurviveExportAndImport() throws Exception {
        Path tree = Files.createDirectories(dir.resolve("tree"));
        byte[] value = {0, (byte) 0xff, (byte) 0xc3, '\n', '='};
        Posix.setXattr(Files.writeString(tree.resolve("file"), "x"), "user.binary", value);
        Posix.setXattr(Files.createDirectory(tree.resolve("d")), "user.dir", value);
        Path tar = dir.resolve("out.tar");
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE)) {
            CommitRequest request = CommitRequest.to("main", null, "s", 1);
            Digest commit = new Committer(repo, CommitFilter.NONE)
                    .commit(null, List.of(new TreeSource.Dir(tree)), request)
                    .commit();
            try (OutputStream out = Files.newOutputStream(tar)) {
                new TarExport(repo, new TarExport.Options("/", "", false)).write(commit, out);
            }
            assertThat(tree(repo, tar)).isEqualTo(repo.readCommit(commit).rootTree());
            assertThat(theirTree(repo.path(), tar)).isEqualTo(tree(repo, tar).hex());
        }
        Path unpacked = Files.createDirectory(dir.resolve("unpacked"));
        Ostree.run("tar", "--xattrs", "-C", unpacked, "-xf", tar);
        assertThat(Posix.getXattr(unpacked.resolve("file"), "user.binary")).isEqualTo(value);
    }

    @Test
    void aLongTimeAheadAndLongNamesAreWritten() throws Exception {
        Path tree = Files.createDirectories(dir.resolve("tree"));
        String name = "n".repeat(200);
        Files.writeString(Files.createDirectory(tree.resolve(name)).resolve(name), "deep");
        Path tar = dir.resolve("out.tar");
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE)) {
            CommitRequest request = CommitRequest.to("main", null, "s", 1L << 34);
            Digest commit = new Committer(repo, CommitFilter.NONE)
                    .commit(null, List.of(new TreeSource.Dir(tree)), request)
                    .commit();
            try (OutputStream out = Files.newOutputStream(tar)) {
                new TarExport(repo, new TarExport.Options("/", "prefix/", false)).write(commit, out);
            }
        }
        assertThat(Ostree.run("tar", "-tf", tar)).contains("prefix/" + name + "/" + name);
    }

    @Test
    void brokenArchivesAreNamed() throws Exception {
        Path tree = TestTree.random(dir.resolve("tree"), 6);
        Path tar = dir.resolve("tree.tar");
        Ostree.run("tar", "-C", tree, "-cf", tar, ".");
        byte[] whole = Files.readAllBytes(tar);
        Path cut = Files.write(dir.resolve("cut.tar"), Arrays.copyOf(whole, whole.length / 2));
        Path garbage = Files.write(dir.resolve("garbage"), Arrays.copyOfRange(whole, 700, 9000));
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE)) {
            assertThatThrownBy(() -> tree(repo, cut))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("cut.tar");
            assertThatThrownBy(() -> tree(repo, garbage))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("garbage");
            assertThat(repo.objectNames()).isEmpty();
        }
    }

    private static Digest tree(Repository repo, Path archive) throws IOException {
        CommitRequest request = CommitRequest.to("main", null, "s", 1);
        Digest commit = new Committer(repo, CommitFilter.NONE)
                .commit(null, List.of(new TreeSource.Tar(archive, false)), request)
                .commit();
        return repo.readCommit(commit).rootTree();
    }

    private static String theirTree(Path repo, Path archive) throws Exception {
        String checksum = ostree("commit", "--repo=" + repo, "-b", "theirs", "--tree=tar=" + archive);
        try (Repository opened = Repository.open(repo)) {
            return opened.readCommit(Digest.parse(checksum)).rootTree().hex();
        }
    }
}
