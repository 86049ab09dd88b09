package io.keelson.compose.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.finish.TreeText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {
    private static final FileTree TREE = TreeText.of("""
                    l lib -> usr/lib
                    l usr/lib/modules -> /opt/modules/
                    l usr/lib/deep -> ../share/./x
                    l out -> ../../../etc
                    l self -> self
                    l here -> there
                    l there -> here
                    f usr/share/x/file
                    """).tree();

    @ParameterizedTest
    @CsvSource({
        "/, ''",
        "'', ''",
        "/usr//lib/./x, usr/lib/x",
        "usr/lib/, usr/lib",
        "./a, a",
        "../../a, a",
        "a/../../b, b",
        "a/.., ''",
        "/...//..a, .../..a",
    })
    void cleans(String written, String clean) {
        assertThat(TreePath.clean(written)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr", "usr/", "usr//lib", "usr/./lib", "usr/../lib", "..", "a\0b"})
    void refusesPathsThatAreNotClean(String path) {
        assertThatThrownBy(() -> TreePath.parts(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "lib, lib",
        "/lib/, lib",
        "lib/x, usr/lib/x",
        "lib/modules, usr/lib/modules",
        "lib/modules/6.1/vmlinuz, opt/modules/6.1/vmlinuz",
        "lib/deep/file, usr/share/x/file",
        "lib/../share, usr/share",
        "lib/.., usr",
        "out/passwd, etc/passwd",
        "usr/share/x/file/below, usr/share/x/file/below",
        "missing/x, missing/x",
        "self, self",
    })
    void followsEveryPartButTheLast(String path, String canonical) {
        assertThat(TreePath.canonical(TREE, path)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"self/x", "here/x", "there/x/y"})
    void givesUpOnLoops(String path) {
        assertThatThrownBy(() -> TreePath.canonical(TREE, path)).hasMessage("too many links on the way to " + path);
    }

    @Test
    void fortyLinksAreNotTooMany() {
        TreePath.Links chain = path ->
                path.matches("l\\d+") && !path.equals("l0") ? "l" + (Integer.parseInt(path.substring(1)) - 1) : null;
        assertThat(TreePath.canonical(chain, "l40/x")).isEqualTo("l0/x");
        assertThatThrownBy(() -> TreePath.canonical(chain, "l41/x")).isInstanceOf(IllegalArgumentException.class);
    }
}
