package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tree on its way into an xfs file system, read with xfs_db.
class XfsTest {
    private static final UUID IDENTITY = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    private static final long EPOCH = 1_700_000_000;
    private static final long BYTES = 300L << 20;

    @TempDir
    Path dir;

    private Workspace work;
    private Programs namespaced;

    @BeforeEach
    void open() {
        work = Workspace.create(dir, false);
        namespaced = new Programs(work, true, Map.of());
    }

    @AfterEach
    void close() {
        work.close();
    }

    private Path tree(String name) throws IOException {
        Path tree = Files.createDirectory(dir.resolve(name));
        Files.writeString(tree.resolve("a-file"), "content");
        Files.createLink(tree.resolve("b-link"), tree.resolve("a-file"));
        Files.createSymbolicLink(tree.resolve("c-symlink"), Path.of("a-file"));
        Files.createDirectory(tree.resolve("d-fixed"));
        Files.writeString(tree.resolve("e-private"), "x");
        Files.setPosixFilePermissions(tree.resolve("e-private"), PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(tree.resolve("e-private"), FileTime.fromMillis(0));
        return tree;
    }

    private Path fill(String image, Path tree) throws IOException {
        Path file = dir.resolve(image);
        new Xfs(file, IDENTITY, EPOCH).fill(namespaced, tree, "/d-fixed", BYTES);
        return file;
    }

    private String inode(Path image, String path) {
        Programs plain = new Programs(work, false, Map.of());
        return plain.run("xfs_db", "-c", "path " + path, "-c", "p", image.toString());
    }

    @Test
    void whatIsInTheTreeIsInTheImage() throws Exception {
        Path image = fill("image", tree("tree"));
        new Programs(work, false, Map.of()).run("xfs_repair", "-n", "-f", image.toString());
        assertThat(inode(image, "/a-file"))
                .contains("core.nlinkv2 = 2", "core.size = 7", "core.uid = 0", "core.immutable = 0");
        assertThat(inode(image, "/c-symlink")).contains("u3.symlink = \"a-file\"");
        assertThat(inode(image, "/d-fixed")).contains("core.immutable = 1", "core.format = 1 (local)");
        assertThat(inode(image, "/e-private"))
                .contains("core.mode = 0100600", "core.mtime.sec = Thu Jan  1 00:00:00 1970");
    }

    @Test
    void theSameTreeGivesTheSameBytesElsewhereAndLater() throws Exception {
        Path one = fill("one", tree("tree"));
        Thread.sleep(1100);
        Path two = fill("two", tree("other"));
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    }

    @Test
    void oneThatIsTooSmallSaysSo() throws Exception {
        Path tree = tree("tree");
        Files.write(tree.resolve("large"), new byte[260 << 20]);
        assertThatThrownBy(() -> fill("image", tree))
                .isInstanceOfSatisfying(
                        KeelsonException.class, e -> assertThat(e.hint()).contains("300 MiB is too small"));
    }

    @Test
    void aTreeThatIsNotThereIsToldByTar() {
        assertThatThrownBy(() -> fill("image", dir.resolve("none"))).isInstanceOf(KeelsonException.class);
    }

    @Test
    void aKernelWithoutXfsIsRefused() throws Exception {
        Path modules = Files.createDirectories(dir.resolve("deployment/usr/lib/modules/6.1"));
        KernelModules.of(dir.resolve("deployment")).expect(RootFilesystem.XFS);
        Files.writeString(modules.resolve("modules.dep"), "kernel/fs/ext4/ext4.ko: kernel/lib/crc16.ko\n");
        assertThatThrownBy(() -> KernelModules.of(dir.resolve("deployment")).expect(RootFilesystem.XFS))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("no xfs");
        Files.writeString(modules.resolve("modules.builtin"), "kernel/fs/xfs/xfs.ko\n");
        KernelModules.of(dir.resolve("deployment")).expect(RootFilesystem.XFS);
    }
}
