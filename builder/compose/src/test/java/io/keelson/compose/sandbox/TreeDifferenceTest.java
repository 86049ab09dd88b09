package io.keelson.compose.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.finish.TreeText;
import io.keelson.compose.tree.Contents;
import org.junit.jupiter.api.Test;

class TreeDifferenceTest {
    private final Contents contents = new Contents();

    private TreeDifference between(String from, String to) {
        return TreeDifference.between(
                TreeText.of(from, contents).tree(), TreeText.of(to, contents).tree());
    }

    @Test
    void sameTreesDoNotDiffer() {
        String tree = "d 0700 1:1 a\nf a/b \"x\"\nl a/c -> b";
        assertThat(between(tree, tree).isEmpty()).isTrue();
    }

    @Test
    void onlyWhatDiffersIsTouched() {
        TreeDifference difference = between(
                "f a/same \"s\"\nf a/text \"1\"\nf a/mode \"m\"\nl a/link -> x\nd a/dir\nf a/dir/keep",
                "f a/same \"s\"\nf a/text \"2\"\nf 0600 0:0 a/mode \"m\"\nl a/link -> y\nd 0700 3:4 a/dir\nf a/dir/keep");
        assertThat(difference.removed()).isEmpty();
        assertThat(difference.written().keySet()).containsExactly("a/dir", "a/link", "a/mode", "a/text");
    }

    @Test
    void whatBecomesAnotherKindIsRemovedFirst() {
        TreeDifference difference =
                between("d a\nf a/x\nf b \"f\"\nl c -> d\nd gone\nf gone/x", "l a -> b\nd b\nf b/new\nf c \"c\"");
        assertThat(difference.removed()).containsExactly("a", "b", "c", "gone");
        assertThat(difference.written().keySet()).containsExactly("a", "b", "b/new", "c");
    }

    @Test
    void parentsComeBeforeChildren() {
        TreeDifference difference = between("", "f a/b/c/d\nf a-b/x\nf a.b");
        assertThat(difference.written().keySet())
                .containsSubsequence("a", "a/b", "a/b/c", "a/b/c/d")
                .containsSubsequence("a-b", "a-b/x");
    }
}
