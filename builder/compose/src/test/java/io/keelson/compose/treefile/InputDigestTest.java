package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.release.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputDigestTest {
    @TempDir
    Path directory;

    private Trees trees;
    private Digest before;

    @BeforeEach
    void tree() {
        trees = fill(new Trees(directory.resolve("one")));
        before = digest(trees);
    }

    private static Trees fill(Trees trees) {
        return trees.file("image.yaml", """
                        include: base/base.yaml
                        metadata: {built-by: me}
                        packages: [b, a]
                        postprocess-script: run.sh
                        check-passwd: {type: file, filename: passwd}
                        check-groups: {type: file, filename: group}
                        """)
                .file("base/base.yaml", "add-files: [[overlay, /usr/share/overlay]]\n")
                .file("base/overlay/deep/file", "content")
                .file("passwd", "root:x:0:0\n")
                .file("group", "root:x:0:\n")
                .executable("run.sh", "#!/bin/sh\n")
                .executable("base/finalize.d/10", "#!/bin/sh\n");
    }

    private static Digest digest(Trees trees) {
        return trees.load("image.yaml").inputDigest();
    }

    @Test
    void doesNotDependOnTheDirectory() {
        assertThat(digest(fill(new Trees(directory.resolve("two/deeper"))))).isEqualTo(before);
    }

    @Test
    void doesNotDependOnMetadataCommentsOrOrder() throws Exception {
        String text = Files.readString(directory.resolve("one/image.yaml"));
        trees.file(
                "image.yaml",
                "# hello\n" + text.replace("built-by: me", "built-by: you").replace("[b, a]", "[a b]"));
        assertThat(digest(trees)).isEqualTo(before);
    }

    @Test
    void changesWithEveryFileThatMatters() {
        changes(() -> trees.executable("run.sh", "#!/bin/sh\ntrue\n"));
        changes(() -> trees.file("passwd", "root:x:0:0:\n"));
        changes(() -> trees.file("group", "root:x:1:\n"));
        changes(() -> trees.file("base/overlay/deep/file", "other"));
        changes(() -> trees.file("base/overlay/more", ""));
        changes(() -> trees.executable("base/finalize.d/10", "#!/bin/sh\nexit\n"));
        changes(() -> trees.executable("finalize.d/10", "#!/bin/sh\n"));
        changes(() -> trees.executable("base/overlay/more", ""));
    }

    @Test
    void changesWithLinksAndEmptyDirectories() throws Exception {
        Path overlay = directory.resolve("one/base/overlay");
        Files.createDirectory(overlay.resolve("empty"));
        assertThat(digest(trees)).isNotEqualTo(before);
        Digest withDirectory = digest(trees);
        Files.createSymbolicLink(overlay.resolve("link"), Path.of("nowhere"));
        assertThat(digest(trees)).isNotEqualTo(withDirectory);
        Digest withLink = digest(trees);
        // The umask of whoever checked the treefile out is no input.
        Files.setPosixFilePermissions(overlay.resolve("empty"), PosixFilePermissions.fromString("rwx------"));
        assertThat(digest(trees)).isEqualTo(withLink);
    }

    private void changes(Runnable change) {
        Digest last = digest(trees);
        change.run();
        assertThat(digest(trees)).isNotEqualTo(last);
    }
}
