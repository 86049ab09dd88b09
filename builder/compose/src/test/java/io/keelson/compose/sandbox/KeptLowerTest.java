package io.keelson.compose.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.Run;
import io.keelson.compose.finish.TreeText;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLowerTest {
    private static final String OLD = """
            d 0750 0:0 usr/dir
            f usr/dir/same "same"
            f usr/dir/changed "old"
            f usr/dir/gone "gone"
            f 0755 0:0 usr/program "p"
            l usr/link -> old
            d usr/turns
            f usr/turns/inner "x"
            f usr/grows "file"
            """;

    private static final String NEW = """
            d 0700 0:0 usr/dir
            f usr/dir/same "same"
            f usr/dir/changed "new"
            f 0644 0:0 usr/program "p"
            l usr/link -> new
            f usr/turns "now a file"
            d usr/grows
            f usr/grows/ü "inner"
            """;

    @TempDir
    Path parent;

    private final Contents contents = new Contents();
    private int workspaces;

    @BeforeEach
    void showOld() throws IOException {
        show(OLD);
    }

    /// Shows a tree in a workspace of its own, keeps it, and says where it then is.
    private Path show(String text) throws IOException {
        Path workspace = Files.createDirectory(parent.resolve("workspace" + workspaces++));
        KeptLower lower = new KeptLower(parent, workspace);
        lower.show(tree(text), contents);
        lower.keep();
        return parent.resolve(KeptLower.TREE);
    }

    private FileTree tree(String text) {
        return TreeText.of(text, contents).tree();
    }

    /// Everything but inode numbers and times, and those of one file.
    private static String list(Path tree) throws IOException, InterruptedException {
        return Run.script(tree, "find . -printf '%P %y %m %l\\n' | sort; find . -type f | sort | xargs sha256sum");
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    private String fresh(String text) throws Exception {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        new LowerTree(elsewhere.resolve("tree"), contents).write(LowerTree.plain(tree(text)));
        return list(elsewhere.resolve("tree"));
    }

    @Test
    void changesOnlyWhatDiffers() throws Exception {
        Object before = inode(parent.resolve(KeptLower.TREE + "/usr/dir/same"));
        Path now = show(NEW);
        assertThat(list(now)).isEqualTo(fresh(NEW));
        assertThat(inode(now.resolve("usr/dir/same"))).isEqualTo(before);
    }

    @Test
    void filesOfTheCacheAreReplacedAndNotWritten() throws Exception {
        Path stored = Files.writeString(parent.resolve("stored"), "old");
        Path here = parent.resolve(KeptLower.TREE + "/usr/dir/changed");
        Files.delete(here);
        Files.createLink(here, stored);
        show(NEW);
        assertThat(stored).hasContent("old");
        assertThat(here).hasContent("new");
    }

    @Test
    void damagedListingIsNotBelieved() throws Exception {
        Path listing = parent.resolve("lower/listing-1");
        byte[] bytes = Files.readAllBytes(listing);
        bytes[bytes.length / 2] ^= 1;
        Files.write(listing, bytes);
        Files.writeString(parent.resolve(KeptLower.TREE + "/usr/stranger"), "x");
        assertThat(list(show(OLD))).isEqualTo(fresh(OLD));
    }

    @Test
    void missingFilesMakeItAnew() throws Exception {
        Run.script(parent, "rm -r lower/tree/usr/turns");
        assertThat(list(show(NEW))).isEqualTo(fresh(NEW));
    }

    @Test
    void whileOneHasItAnotherMakesItsOwn() throws Exception {
        KeptLower first = new KeptLower(parent, Files.createDirectory(parent.resolve("first")));
        first.show(tree(OLD), contents);
        Path second = show(NEW);
        first.keep();
        assertThat(list(second)).isEqualTo(fresh(NEW));
        assertThat(parent.resolve("first/lower")).exists();
    }
}
