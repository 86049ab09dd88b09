package io.keelson.compose.disk.xfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.packages.deb.archive.DebEntry;
import io.keelson.packages.deb.archive.TarStream;
import io.keelson.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernel reads what is written here, changes it and lets it grow. Mounting needs root.
@Tag("slow")
class XfsMountTest {
    private static final long MEBIBYTE = 1 << 20;

    /// Everything that changes directories, inodes, attributes and free space.
    private static final String CHANGES = """
            set -e
            cd "$1"
            cp -a wide copy
            rm -rf wide dir0
            mkdir new
            for i in $(seq 600); do echo "$i" >copy/new$i; ln copy/new$i new/$i; done
            mv dir1 new/
            dd if=/dev/urandom of=noise bs=1M count=40 status=none
            find . -type f -name '*lib*' -exec setfattr -n user.added -v "$(printf '%0300d' 0)" {} +
            find . -type f -name 'f*' -exec setfattr -n user.added -v "$(printf '%03000d' 0)" {} +
            find . -type f -size +16k -exec truncate -s 9999 {} +
            mkdir many && cd many && seq 4000 | xargs touch && seq 1 3 4000 | xargs rm
            """;

    @TempDir
    Path dir;

    private Path mountPoint() throws IOException {
        return Files.createDirectories(dir.resolve("mount"));
    }

    /// What is done with a mounted file system.
    private interface Work {
        void in(Path root) throws Exception;
    }

    private void mounted(Path image, String options, Work work) throws Exception {
        XfsImageTest.run(
                "mount", "-o", "loop," + options, image.toString(), mountPoint().toString());
        try {
            work.in(mountPoint());
        } finally {
            XfsImageTest.run("umount", mountPoint().toString());
        }
    }

    private Path random(long seed, SortedMap<String, String> lines) throws Exception {
        Path image = XfsImageTest.make(dir.resolve("image"), 400 * MEBIBYTE, xfs -> {
            RandomTree tree = new RandomTree(xfs, seed);
            tree.nest("", 4);
            tree.wide("wide", 5000, 20);
            tree.deep("deep", 60);
            tree.file("big", (int) (120 * MEBIBYTE), new TreeMap<>());
            lines.putAll(tree.lines());
        });
        XfsImageTest.expectClean(image);
        return image;
    }

    /// Each file of a tree as the line that [RandomTree] makes of it.
    private static SortedMap<String, String> listing(Path root) throws Exception {
        SortedMap<String, String> lines = new TreeMap<>();
        Process tar = new ProcessBuilder(
                        "tar",
                        "--create",
                        "--format=posix",
                        "--numeric-owner",
                        "--xattrs",
                        "--xattrs-include=*",
                        "--directory=" + root,
                        ".")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream in = tar.getInputStream()) {
            TarStream.read(
                    "the mounted file system", in, (entry, data) -> lines.put(entry.path(), line(entry, data, lines)));
            in.transferTo(OutputStream.nullOutputStream());
        }
        assertThat(tar.waitFor()).isZero();
        return lines;
    }

    private static String line(DebEntry entry, InputStream data, SortedMap<String, String> lines) throws IOException {
        Meta meta = new Meta(entry.mode(), entry.uid(), entry.gid(), entry.mtime(), entry.xattrs());
        return switch (entry.node()) {
            case DebEntry.Directory() -> RandomTree.line("directory", meta, "");
            case DebEntry.RegularFile(long _) ->
                RandomTree.line("file", meta, Digest.of(data.readAllBytes()).hex());
            case DebEntry.Symlink(String target) -> RandomTree.line("link", meta, target);
            case DebEntry.HardLink(String target) -> Objects.requireNonNull(lines.get(target));
            case DebEntry.Fifo() -> RandomTree.line("fifo", meta, "");
            case DebEntry.Device _ -> RandomTree.line("device", meta, "");
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void theKernelFindsWhatWasAdded(long seed) throws Exception {
        SortedMap<String, String> added = new TreeMap<>();
        Path image = random(seed, added);
        mounted(image, "ro", root -> {
            SortedMap<String, String> found = listing(root);
            assertThat(found.keySet()).isEqualTo(added.keySet());
            assertThat(found).isEqualTo(added);
        });
    }

    @Test
    void theKernelFindsWhatHasLargeNumbers() throws Exception {
        SortedMap<String, String> added = new TreeMap<>();
        Path image = XfsImageTest.make(
                dir.resolve("image"),
                XfsImageTest.LARGE,
                xfs -> added.putAll(XfsImageTest.inTheLastGroup(xfs).lines()));
        mounted(image, "rw", root -> assertThat(listing(root)).isEqualTo(added));
        XfsImageTest.expectClean(image);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void itCanBeChangedAndGrow(long seed) throws Exception {
        Path image = random(seed, new TreeMap<>());
        mounted(image, "rw", root -> XfsImageTest.run("sh", "-c", CHANGES, "sh", root.toString()));
        XfsImageTest.expectClean(image);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(2000 * MEBIBYTE);
        }
        mounted(image, "rw", root -> {
            assertThat(XfsImageTest.run("xfs_growfs", root.toString())).contains("data blocks changed");
            assertThat(Files.getFileStore(root).getTotalSpace()).isGreaterThan(1800 * MEBIBYTE);
            XfsImageTest.run("fallocate", "-l", "1200M", root.resolve("filled").toString());
        });
        XfsImageTest.expectClean(image);
    }

    @Test
    void whatIsImmutableCannotBeChanged() throws Exception {
        Path image = XfsImageTest.make(dir.resolve("image"), 300 * MEBIBYTE, xfs -> {
            RandomTree tree = new RandomTree(xfs, 1);
            tree.directory("fixed", new TreeMap<>());
            tree.directory("fixed/below", new TreeMap<>());
            xfs.immutable("fixed");
        });
        mounted(image, "rw", root -> {
            assertThat(XfsImageTest.run("lsattr", "-d", root.resolve("fixed").toString()))
                    .startsWith("----i");
            XfsImageTest.run("touch", root.resolve("fixed/below/new").toString());
        });
        XfsImageTest.expectClean(image);
    }

    @Test
    void filesKnowTheirOtherNames() throws Exception {
        Path image =
                XfsImageTest.make(dir.resolve("image"), 300 * MEBIBYTE, xfs -> new RandomTree(xfs, 1).wide("d", 7, 3));
        mounted(image, "ro", root -> {
            assertThat(XfsImageTest.run(
                            "stat", "-c", "%h", root.resolve("d/www0").toString()))
                    .isEqualTo("7\n");
            assertThat(XfsImageTest.run("stat", "-c", "%h", root.toString())).isEqualTo("3\n");
        });
    }
}
