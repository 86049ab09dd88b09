package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A treefile that is wrong, or asks for what cannot be had: said at its line, before anything is made.
class BadRequestTest {
    @TempDir
    Path dir;

    private Scene scene;

    @BeforeEach
    void makeWorld() throws Exception {
        scene = new Scene(dir);
        scene.world
                .add(new Deb("editor"))
                .add(new Deb("desktop").field("Depends", "panel (>= 2)"))
                .add(new Deb("panel", "2").field("Depends", "library (= 3)"))
                .add(new Deb("server").field("Depends", "library (= 4)"))
                .add(new Deb("library", "3"))
                .publish();
    }

    @Test
    void unknownPackageIsNamedWithItsLine() throws Exception {
        String error = scene.treefile("base", "editr").failure(2);
        assertThat(error).contains(scene.treefile + ":7", "editr", "editor");
        scene.treefile("base", "editor").success();
    }

    @Test
    void unsolvableRequestIsAChainFromTheTreefile() throws Exception {
        String error = scene.treefile("desktop", "server").failure(2);
        assertThat(error).contains(scene.treefile + ":7", "server", "library", "= 4");
        scene.treefile("desktop").success();
    }

    @Test
    void allMistakesOfATreefileAreToldAtOnce() throws Exception {
        scene.treefile(List.of("base"), "pakages: [x]\nrecomends: 1\ndefault-target: [a]\nselinux: 7\n");
        String error = scene.failure(2);
        String file = scene.treefile.toString();
        assertThat(error)
                .contains(
                        file + ":7:",
                        "pakages",
                        file + ":8:",
                        "recommends",
                        file + ":9:",
                        file + ":10:",
                        "true or false");
        scene.treefile("base").success();
    }

    @Test
    void brokenYamlIsToldWhereItBreaks() throws Exception {
        Files.writeString(scene.treefile, "ref: test\npackages: [base\nrepos: [world.sources]\n");
        assertThat(scene.failure(2)).contains(scene.treefile + ":");
        scene.treefile("base").success();
    }

    @Test
    void missingTreefileAndMissingSourcesAreNamed() throws Exception {
        assertThat(scene.failure(2)).contains(scene.treefile.toString());
        scene.treefile("base");
        Path sources = dir.resolve("world.sources");
        String text = Files.readString(sources);
        Files.delete(sources);
        assertThat(scene.failure(2)).contains(scene.treefile + ":2", "world.sources");
        Files.writeString(sources, text.replace("Suites", "Suits"));
        assertThat(scene.failure(2)).contains("world.sources:1", "Suites");
        Files.writeString(sources, text);
        scene.success();
    }

    @Test
    void lockfileThatIsWrongIsTold() throws Exception {
        scene.treefile("editor");
        Path lock = dir.resolve("keelson.lock");
        Files.writeString(lock, "{\"packages\": [{\"name\": 7}]}");
        assertThat(scene.failure(2)).contains(lock.toString());
        Files.delete(lock);
        scene.success();
    }
}
