package io.keelson.compose.disk.xfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// xfs_repair and xfs_db read what is written here.
class XfsImageTest {
    private static final UUID IDENTITY = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    private static final long MEBIBYTE = 1 << 20;
    private static final long EXPECTED = 20 * MEBIBYTE;
    static final long LARGE = (4L << 20) * MEBIBYTE;
    private static final long EPOCH = 1_700_000_000;
    private static final Meta PLAIN = new Meta(0755, 0, 0, EPOCH, new TreeMap<>());

    @TempDir
    Path dir;

    /// Adds to an image.
    interface Content {
        void addTo(XfsImage image) throws IOException;
    }

    static Path make(Path file, long bytes, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            XfsImage image = new XfsImage(channel, bytes, EXPECTED, IDENTITY, "root", EPOCH);
            content.addTo(image);
            image.finish();
        }
        return file;
    }

    private static void everything(XfsImage image, long seed) throws IOException {
        RandomTree tree = new RandomTree(image, seed);
        tree.nest("", 3);
        tree.wide("wide", 900, 40);
    }

    static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    static void expectClean(Path image) throws Exception {
        run("xfs_repair", "-n", "-f", image.toString());
    }

    private String database(Path image, String... commands) throws Exception {
        String[] argv = new String[2 + 2 * commands.length];
        argv[0] = "xfs_db";
        for (int i = 0; i < commands.length; i++) {
            argv[1 + 2 * i] = "-c";
            argv[2 + 2 * i] = commands[i];
        }
        argv[argv.length - 1] = image.toString();
        return run(argv);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void repairFindsNothingInRandomTrees(long seed) throws Exception {
        expectClean(make(dir.resolve("image"), 300 * MEBIBYTE, image -> everything(image, seed)));
    }

    @Test
    void theSameTreeGivesTheSameBytes() throws Exception {
        Path one = make(dir.resolve("one"), 300 * MEBIBYTE, image -> everything(image, 1));
        Thread.sleep(1100);
        Path two = make(dir.resolve("two"), 300 * MEBIBYTE, image -> everything(image, 1));
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    }

    /// At each of these a directory has another form, or another number of blocks of a kind.
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 90, 91, 120, 400, 480, 490, 495, 500, 505, 800, 5000, 30_000})
    void directoriesOfAllSizes(int names) throws Exception {
        Path file = make(
                dir.resolve("image"),
                300 * MEBIBYTE,
                image -> new RandomTree(image, 1).wide("d", names, names % 3 * 40));
        expectClean(file);
    }

    /// Nodes over nodes, and more than one index of free space.
    @Test
    void aDirectoryOfManyNames() throws Exception {
        expectClean(
                make(dir.resolve("image"), 300 * MEBIBYTE, image -> new RandomTree(image, 1).wide("d", 250_000, 50)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 30, 100, 1000, 3000})
    void attributesOfAllNumbers(int count) throws Exception {
        Map<String, byte[]> xattrs = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            xattrs.put("user.number" + i, new byte[i % 200]);
        }
        xattrs.put("trusted.long", new byte[65_536 / count]);
        Path file = make(dir.resolve("image"), 300 * MEBIBYTE, image -> {
            RandomTree tree = new RandomTree(image, 1);
            tree.file("f", 100, xattrs);
            tree.directory("d", xattrs);
        });
        expectClean(file);
    }

    /// The trees of inodes have more than one block then.
    @Test
    void moreInodesThanOneBlockNames() throws Exception {
        Path file = make(dir.resolve("image"), 300 * MEBIBYTE, image -> {
            image.directory("", PLAIN);
            for (int i = 0; i < 70_000; i++) {
                image.fifo("f" + i, PLAIN);
            }
        });
        assertThat(database(file, "agi 0", "p level")).contains("level = 2");
        expectClean(file);
    }

    @Test
    void numbersOfInodesThatNeedMoreThan32Bits() throws Exception {
        Path file = make(dir.resolve("image"), LARGE, XfsImageTest::inTheLastGroup);
        assertThat(database(file, "agi 3", "p count")).matches("(?s).*count = [1-9].*");
        expectClean(file);
    }

    /// What comes behind content of the expected size is in the last group.
    static RandomTree inTheLastGroup(XfsImage image) throws IOException {
        RandomTree tree = new RandomTree(image, 1);
        tree.file("first", (int) EXPECTED, Map.of());
        tree.file("second", (int) EXPECTED, Map.of());
        tree.file("third", (int) EXPECTED, Map.of());
        tree.nest("", 3);
        tree.wide("wide", 900, 40);
        return tree;
    }

    @Test
    void whatMkfsWouldSayOfItIsThere() throws Exception {
        Path file = make(dir.resolve("image"), 512 * MEBIBYTE, image -> everything(image, 1));
        assertThat(database(file, "label", "uuid")).contains("label = \"root\"").contains("UUID = " + IDENTITY);
        assertThat(database(file, "version"))
                .contains("V5", "CRC", "FTYPE", "FINOBT", "SPARSE_INODES", "REFLINK", "INOBTCNT", "BIGTIME");
        assertThat(database(file, "sb 0", "p rootino")).contains("rootino = 128");
    }

    @Test
    void oneThatIsTooSmallSaysSo() {
        assertThatThrownBy(() -> make(dir.resolve("image"), 300 * MEBIBYTE, image -> {
                    image.directory("", PLAIN);
                    long size = 250 * MEBIBYTE;
                    image.file("f", PLAIN, size, new Zeros());
                }))
                .isInstanceOf(NoSpace.class);
    }

    /// All content fits, and not all metadata.
    @Test
    void oneThatIsAlmostLargeEnoughSaysSo() {
        assertThatThrownBy(() -> make(dir.resolve("image"), 300 * MEBIBYTE, image -> {
                    image.directory("", PLAIN);
                    image.file("f", PLAIN, 235 * MEBIBYTE, new Zeros());
                    for (int i = 0; i < 20_000; i++) {
                        image.fifo("f" + i, PLAIN);
                    }
                }))
                .isInstanceOf(NoSpace.class);
    }

    @Test
    void oneThatIsAlmostFullIsFine() throws Exception {
        Path file = make(dir.resolve("image"), 300 * MEBIBYTE, image -> {
            image.directory("", PLAIN);
            image.file("f", PLAIN, 230 * MEBIBYTE, new Zeros());
            for (int i = 0; i < 3000; i++) {
                image.fifo("f" + i, PLAIN);
            }
        });
        expectClean(file);
    }

    @Test
    void whatXfsCannotHoldIsTold() {
        assertThatThrownBy(() -> make(dir.resolve("one"), 300 * MEBIBYTE, image -> {
                    image.directory("", PLAIN);
                    image.link("l", PLAIN, "t".repeat(1024));
                }))
                .hasMessageContaining("symbolic link l")
                .hasMessageContaining("1023");
        assertThatThrownBy(() -> make(dir.resolve("two"), 300 * MEBIBYTE, image -> {
                    new RandomTree(image, 1).file("f", 1, Map.of("strange.name", new byte[1]));
                }))
                .hasMessageContaining("strange.name");
        assertThatThrownBy(() -> make(dir.resolve("three"), 300 * MEBIBYTE, image -> {
                    image.directory("", PLAIN);
                    image.file("f", PLAIN, 10, new ByteArrayInputStream(new byte[9]));
                }))
                .hasMessageContaining("shorter");
    }

    /// A content without end.
    private static final class Zeros extends InputStream {
        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            return length;
        }
    }
}
