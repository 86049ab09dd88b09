package io.keelson.compose.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    @TempDir
    Path directory;

    private final Contents contents = new Contents();

    @Test
    void memoryIsACopy() {
        byte[] bytes = "one".getBytes(StandardCharsets.UTF_8);
        Digest digest = contents.put(bytes);
        bytes[0] = 'X';
        assertThat(contents.text(digest)).isEqualTo("one");
        assertThat(contents.path(digest)).isNull();
    }

    @Test
    void filesAreFoundByTheirPermissions() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "two");
        Digest digest = Digest.of(file);
        contents.register(digest, file, 0755, 3);
        contents.register(digest, directory.resolve("other"), 0644, 3);
        assertThat(contents.text(digest)).isEqualTo("two");
        assertThat(contents.path(digest)).isEqualTo(file);
        assertThat(contents.path(digest, 0755)).isEqualTo(file);
        assertThat(contents.path(digest, 0644)).isNull();
    }

    @Test
    void unknownContentIsADefect() {
        Digest unknown = Digest.of(new byte[] {1});
        assertThatThrownBy(() -> contents.bytes(unknown)).hasMessageContaining(unknown.hex());
    }

    @Test
    void textOfATree() {
        FileTree tree =
                FileTree.EMPTY.edit().put("a", contents.file(Meta.FILE, "ü")).build();
        assertThat(contents.text(tree, "a")).isEqualTo("ü");
        assertThat(contents.text(tree, "b")).isNull();
        assertThat(tree.file("a")).extracting(Entry.File::size).isEqualTo(2L);
    }
}
