package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The small world composes at all: without this the tests of failures would prove nothing.
class SmallComposeTest {
    @TempDir
    Path dir;

    @Test
    void packagesAndTheirScriptsMakeACommit() throws Exception {
        Scene scene = new Scene(dir);
        scene.world
                .add(new Deb("tool")
                        .file("./usr/share/tool/data", "data\n")
                        .script("preinst", "echo early > /usr/share/preinst")
                        .script("postinst", "echo late > /usr/share/tool/postinst"))
                .publish();
        scene.treefile("tool").success();
        assertThat(scene.ostree("cat test /usr/share/preinst /usr/share/tool/data /usr/share/tool/postinst"))
                .isEqualTo("early\ndata\nlate");
    }
}
