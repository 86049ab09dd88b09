package io.keelson.bootstrap.host.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.objects.TreeObject;
import io.keelson.bootstrap.host.state.HostPaths;
import io.keelson.bootstrap.local.LocalShell;
import io.keelson.release.KeelsonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What we read from objects is what the real `ostree ls` prints.
class CommitTreeTest {
    @TempDir
    private Path dir;

    private HostPaths paths;

    @BeforeEach
    void repository() throws Exception {
        paths = new HostPaths(dir);
        Files.createDirectories(dir.resolve("ostree"));
        ostree("init", "--repo=" + paths.repository(), "--mode=bare");
        ostree("config", "--repo=" + paths.repository(), "set", "core.fsync", "false");
    }

    private String ostree(String... words) throws Exception {
        List<String> argv =
                Stream.concat(Stream.of("ostree"), Arrays.stream(words)).toList();
        return new LocalShell()
                .run(Invocation.of(argv).keeping(64 << 20))
                .orFail("ostree")
                .stdout();
    }

    private String commit(Path tree) throws Exception {
        return ostree("commit", "--repo=" + paths.repository(), "--orphan", "--tree=dir=" + tree)
                .strip();
    }

    private Path tree(int... counts) throws Exception {
        Path tree = Files.createDirectories(dir.resolve("tree"));
        for (int count : counts) {
            Path many = Files.createDirectories(tree.resolve("usr/many" + count));
            for (int i = 0; i < count; i++) {
                Files.writeString(many.resolve("a file, № " + i), "content " + i % 7);
            }
        }
        Files.createDirectories(tree.resolve("usr/lib/real/inner"));
        Files.writeString(tree.resolve("usr/lib/real/inner/file"), "found");
        Files.createSymbolicLink(tree.resolve("lib"), Path.of("usr/lib"));
        Files.createSymbolicLink(tree.resolve("usr/lib/absolute"), Path.of("/lib/real"));
        Files.createSymbolicLink(tree.resolve("usr/lib/real/up"), Path.of("../../lib/absolute/inner"));
        Files.createSymbolicLink(tree.resolve("usr/loop"), Path.of("loop"));
        Files.createSymbolicLink(tree.resolve("usr/nowhere"), Path.of("/nothing"));
        return tree;
    }

    private static String line(TreeEntry entry) {
        char type = entry.isDirectory() ? 'd' : entry.isLink() ? 'l' : '-';
        return type
                + "%05o %d %d %s %s%s"
                        .formatted(
                                entry.mode() & 07777,
                                entry.uid(),
                                entry.gid(),
                                entry.checksum(),
                                entry.path(),
                                entry.isLink() ? " -> " + entry.target() : "");
    }

    @Test
    void listsWhatOstreeLists() throws Exception {
        // Lists of all widths: up to 255 bytes, up to 65535, and more.
        String commit = commit(tree(0, 1, 5, 100, 2000));
        List<String> ours = new CommitTree(paths, commit)
                .below("/").stream()
                        .sorted(Comparator.comparing(TreeEntry::path))
                        .map(CommitTreeTest::line)
                        .toList();
        List<String> theirs = ostree("ls", "--repo=" + paths.repository(), "-C", "-R", commit)
                .lines()
                .skip(1)
                .map(line -> line.replaceFirst("^(\\S+) +(\\d+) +(\\d+) +\\d+ (\\S{64}) (?:\\S{64} )?", "$1 $2 $3 $4 "))
                .sorted(Comparator.comparing(
                        line -> line.substring(line.indexOf('/')).replaceFirst(" -> .*", "")))
                .toList();
        assertThat(ours).hasSizeGreaterThan(2100).isEqualTo(theirs);
    }

    @Test
    void linksAreFollowedInsideOfTheTree() throws Exception {
        CommitTree tree = new CommitTree(paths, commit(tree(0, 1)));
        assertThat(tree.find("/lib/absolute/up/file")).map(TreeEntry::path).contains("/usr/lib/real/inner/file");
        assertThat(tree.head(tree.find("/lib/real/inner/file").orElseThrow(), 3))
                .asString()
                .isEqualTo("fou");
        assertThat(tree.find("/usr/loop")).isEmpty();
        assertThat(tree.find("/usr/nowhere")).isEmpty();
        assertThat(tree.find("/usr/lib/real/inner/file/below")).isEmpty();
        assertThat(tree.find("/../../usr/many1")).map(TreeEntry::isDirectory).contains(true);
        assertThat(tree.list("/usr/many0")).isEmpty();
        assertThat(tree.list("/not/there")).isEmpty();
    }

    @Test
    void damageIsTold() throws Exception {
        String commit = commit(tree(5));
        CommitTree tree = new CommitTree(paths, commit);
        TreeEntry many = tree.find("/usr/many5").orElseThrow();
        Path object = paths.object(many.checksum(), ".dirtree");
        byte[] whole = Files.readAllBytes(object);
        for (int length = 0; length < whole.length; length++) {
            // Most cuts are seen; none may end in another exception.
            assertThat(TreeObject.parse(Arrays.copyOf(whole, length))).isNotNull();
        }
        Files.write(object, Arrays.copyOf(whole, 50));
        assertThatThrownBy(() -> new CommitTree(paths, commit).list("/usr/many5"))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("cannot read the object " + many.checksum() + ".dirtree");
        Files.delete(object);
        assertThatThrownBy(() -> new CommitTree(paths, commit).list("/usr/many5"))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("NoSuchFile");
    }
}
