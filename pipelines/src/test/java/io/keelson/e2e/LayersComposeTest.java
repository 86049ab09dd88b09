package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commits of the real ostree, laid over packages.
class LayersComposeTest {
    @TempDir
    Path dir;

    private Scene scene;

    @BeforeEach
    void makeWorld() throws Exception {
        scene = new Scene(dir);
        scene.world
                .add(new Deb("tool")
                        .file("./usr/share/tool/data", "package\n")
                        .script("postinst", "cat /etc/layer.conf > /usr/share/tool/seen"))
                .publish();
        scene.ostree("init --mode=archive");
        layer("overlay", "mkdir -p usr/etc usr/lib/big; echo one > usr/etc/layer.conf; seq 50000 > usr/lib/big/file");
        layer("override", "mkdir -p usr/share/tool; echo layer > usr/share/tool/data");
    }

    private void layer(String ref, String script) throws Exception {
        Shell.run(
                dir,
                "mkdir root; (cd root; " + script + "); ostree --repo=$1 commit -b " + ref
                        + " --owner-uid=0 --owner-gid=0 --no-xattrs --tree=dir=root; rm -r root",
                scene.repo);
    }

    @Test
    void scriptsSeeLayersAndAChangedLayerMakesANewImage() throws Exception {
        scene.treefile(List.of("tool"), "ostree-layers: [overlay]\nostree-override-layers: [override]\n");
        String first = compose();
        assertThat(scene.ostree("cat test /usr/share/tool/data /usr/share/tool/seen /usr/etc/layer.conf"))
                .isEqualTo("layer\none\none");
        assertThat(scene.ostree("ls -C test /usr/lib/big/file")).contains(object());
        assertThat(compose()).isEqualTo(first);
        layer("overlay", "mkdir -p usr/etc; echo two > usr/etc/layer.conf");
        assertThat(compose()).isNotEqualTo(first);
        assertThat(scene.ostree("cat test /usr/share/tool/seen")).isEqualTo("two");
    }

    private String object() throws Exception {
        return scene.ostree("ls -C overlay /usr/lib/big/file").split(" +", -1)[4];
    }

    private String compose() throws Exception {
        KeelsonProcess.Outcome outcome = scene.compose();
        assertThat(outcome.status()).as(outcome.err()).isZero();
        scene.assertClean();
        return scene.ostree("rev-parse test");
    }

    @Test
    void conflictsAndMissingLayersAreTold() throws Exception {
        scene.treefile(List.of("tool"), "ostree-layers: [override]\n");
        KeelsonProcess.Outcome conflict = scene.compose();
        assertThat(conflict.status()).isEqualTo(1);
        assertThat(conflict.error()).contains("/usr/share/tool/data: 'override' and the packages");
        scene.treefile(List.of("tool"), "ostree-layers: [overly]\n");
        KeelsonProcess.Outcome missing = scene.compose();
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.error()).contains(scene.treefile + ":7", "ostree-layers", "'overly'");
        scene.assertClean();
        assertThat(scene.refs()).doesNotContain("test");
    }
}
