package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Packages that are hostile, quarrel, or fail in their scripts.
class BadPackageTest {
    @TempDir
    Path dir;

    private Scene scene;

    @BeforeEach
    void makeWorld() throws Exception {
        scene = new Scene(dir);
    }

    static Stream<Arguments> escapes() {
        return Stream.of(
                Arguments.of("upwards", evil().file("./../x", "x"), "../x"),
                Arguments.of("upwards in the middle", evil().file("./usr/../../x", "x"), "../x"),
                Arguments.of("absolute", evil().file("/x", "x"), "/x"),
                Arguments.of("through a link", evil().symlink("./out", "/tmp").file("./out/x", "x"), "out"),
                Arguments.of("hard link", evil().hardlink("./usr/x", "../../etc/shadow"), "etc/shadow"),
                Arguments.of("absolute hard link", evil().hardlink("./usr/x", "/etc/shadow"), "etc/shadow"));
    }

    private static Deb evil() {
        return new Deb("evil");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("escapes")
    void memberThatEscapesIsRefused(String name, Deb deb, String member) throws Exception {
        scene.world.add(deb).publish();
        scene.treefile("evil");
        String error = scene.failure(1);
        assertThat(error).as(name).contains("evil", "data.tar", member, "hint: ");
        assertThat(Files.exists(dir.resolve("x"))).isFalse();
        scene.world.add(evil().file("./usr/x", "x")).publish();
        scene.success();
    }

    @Test
    void filesOfTwoPackagesAtOnePlaceAreListed() throws Exception {
        scene.world
                .add(new Deb("one").file("./usr/share/a", "1").file("./usr/share/b", "1"))
                .add(new Deb("two").file("./usr/share/a", "2").file("./usr/share/b", "2"))
                .publish();
        scene.treefile("one", "two");
        assertThat(scene.failure(1)).contains("/usr/share/a", "/usr/share/b", "one", "two", "hint: ");
        scene.world
                .add(new Deb("two").file("./usr/share/a", "2").field("Replaces", "one"))
                .publish();
        scene.success();
        assertThat(scene.ostree("cat test /usr/share/a /usr/share/b")).isEqualTo("21");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void failingMaintainerScriptIsNamedAndItsOutputShown(String script, String shown) throws Exception {
        String body = "echo all is prepared\necho 'no such moon' >&2\nexit 3";
        scene.world.add(new Deb("moon").script(script, body)).publish();
        scene.treefile("moon");
        assertThat(scene.failure(1)).contains("moon", shown, "all is prepared", "no such moon", "status 3");
        scene.world.add(new Deb("moon").script(script, "exit 0")).publish();
        scene.success();
    }

    static Stream<Arguments> scripts() {
        return Stream.of(Arguments.of("preinst", "preinst"), Arguments.of("postinst", "post-installation script"));
    }

    @Test
    void failingScriptOfTheTreefileIsNamedWithItsLine() throws Exception {
        scene.world.publish();
        scene.treefile(List.of("base"), "postprocess:\n  - |\n    echo halfway there\n    exit 9\n");
        assertThat(scene.failure(1)).contains(scene.treefile + ":8", "postprocess", "status 9", "halfway there");
        Path script = dir.resolve("finish.sh");
        Files.writeString(script, "#!/bin/sh\necho the end is near\nfalse_command\n");
        Files.setPosixFilePermissions(script, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        scene.treefile(List.of("base"), "postprocess-script: finish.sh\n");
        assertThat(scene.failure(1)).contains("finish.sh", "the end is near", "false_command", "127");
        Files.writeString(script, "#!/bin/sh\necho done > /usr/finished\n");
        scene.success();
        assertThat(scene.ostree("cat test /usr/finished")).isEqualTo("done");
    }
}
