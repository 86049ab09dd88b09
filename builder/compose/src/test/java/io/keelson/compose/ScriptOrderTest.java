package io.keelson.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.deb.TestPackage;
import io.keelson.compose.deb.UnpackedPackage;
import io.keelson.compose.tree.Contents;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScriptOrderTest {
    private final Map<String, UnpackedPackage> packages = new HashMap<>();

    private ScriptOrderTest add(String name, String fields) {
        packages.put(name, TestPackage.of("Package: " + name + "\n" + fields, "", new Contents()));
        return this;
    }

    private String order() {
        return new ScriptOrder(packages)
                .sort().stream().map(UnpackedPackage::name).collect(Collectors.joining(" "));
    }

    @Test
    void dependenciesComeFirstAndTiesByName() {
        add("a", "Depends: z (>= 1), absent\n")
                .add("z", "Pre-Depends: m\n")
                .add("m", "")
                .add("b", "");
        assertThat(order()).isEqualTo("m z a b");
    }

    @Test
    void whatIsNeededBeforeUnpackingComesBeforeTheRest() {
        add("a", "Depends: b\nPre-Depends: c\n").add("b", "").add("c", "");
        assertThat(order()).isEqualTo("c b a");
    }

    @Test
    void everyAlternativeThatIsThereCounts() {
        add("a", "Depends: x | y, q:any\n").add("y", "").add("q", "");
        assertThat(order()).isEqualTo("y q a");
    }

    @Test
    void circlesAreCutWhereTheyAreEntered() {
        add("libc", "Depends: libgcc\n")
                .add("libgcc", "Depends: libc\n")
                .add("a", "Depends: libc\n")
                .add("self", "Depends: self\n");
        assertThat(order()).isEqualTo("libgcc libc a self");
    }
}
