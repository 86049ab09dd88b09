package io.keelson.compose.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.finish.TreeText;
import org.junit.jupiter.api.Test;

class TreeEditorTest {
    private static final String LINES = """
            d 0700 1:2 srv
            f srv/a "1"
            l srv/b -> a
            d tmp
            """;

    private final TreeText text = TreeText.of(LINES);
    private final TreeEditor editor = text.tree().edit();

    private String edited() {
        return new TreeText(editor.build(), text.contents()).list();
    }

    @Test
    void leavesTheTreeAsItIs() {
        editor.remove("srv/a");
        editor.move("srv", "tmp/srv");
        assertThat(text.list()).isEqualTo(LINES);
        assertThat(edited()).isEqualTo("d 0700 1:2 tmp/srv\nl tmp/srv/b -> a\n");
    }

    @Test
    void aBuiltTreeDoesNotChangeAnyMore() {
        FileTree built = editor.build();
        editor.remove("srv");
        assertThat(built).isEqualTo(text.tree());
        assertThat(edited()).isEqualTo("d tmp\n");
    }

    @Test
    void parentsAppearAndFilesAreNoParents() {
        editor.put("new/x/y", Entry.Link.to("z"));
        assertThat(edited()).contains("l new/x/y -> z\n");
        assertThatThrownBy(() -> editor.put("srv/a/x", Entry.Link.to("z"))).hasMessageContaining("not a directory");
        assertThatThrownBy(() -> editor.put("", Entry.Link.to("z"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> editor.put("a/../b", Entry.Link.to("z"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMoveThatIsRefusedLosesNothing() {
        assertThatThrownBy(() -> editor.move("tmp", "srv/a/tmp")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> editor.move("srv", "srv/inside")).isInstanceOf(IllegalArgumentException.class);
        assertThat(editor.move("nothing", "srv/nothing")).isFalse();
        assertThat(edited()).isEqualTo(LINES);
    }

    @Test
    void directoriesKeepWhatIsInThemWhenTheirMetadataChanges() {
        editor.putDir("srv", Meta.DIRECTORY).putDir("srv/a", Meta.root(0711)).setMeta("tmp", Meta.root(01777));
        assertThat(edited()).isEqualTo("d 0711 0:0 srv/a\nl srv/b -> a\nd 1777 0:0 tmp\n");
        assertThatThrownBy(() -> editor.setMeta("nothing", Meta.FILE)).hasMessage("nothing at nothing");
    }

    @Test
    void looksDoNotFollowLinks() {
        assertThat(editor.has("srv/b/x")).isFalse();
        assertThat(editor.names("srv/b")).isEmpty();
        assertThat(editor.names("srv")).containsExactly("a", "b");
        assertThat(text.tree().get("srv/a/x")).isNull();
        assertThat(text.tree().file("srv")).isNull();
        assertThat(text.tree().dir("srv/a")).isNull();
    }
}
