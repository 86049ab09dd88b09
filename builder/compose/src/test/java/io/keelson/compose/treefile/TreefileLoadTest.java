package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreefileLoadTest {
    @TempDir
    Path directory;

    @Test
    void flattensIncludesConditionsAndVariables() {
        Treefile tree = new Trees(directory).file("base.yaml", """
                        edition: "2024"
                        packages: [systemd, "ostree 'podman >= 4.1'"]
                        units: [sshd.service]
                        variables: {stream: testing}
                        """).yaml("""
                        include: base.yaml
                        ref: demo/${basearch}/${stream}
                        packages: [bash, systemd]
                        packages-x86_64: [grub-efi]
                        packages-s390x: [zipl]
                        conditional-include:
                          - if: stream == "testing"
                            include: {packages: ["strace ltrace"]}
                        """);
        assertThat(tree.ref()).contains("demo/x86_64/testing");
        assertThat(tree.packages())
                .extracting(Requested::text)
                .containsExactly("bash", "grub-efi", "ltrace", "ostree", "podman >= 4.1", "strace", "systemd");
        assertThat(tree.bootLocation()).isEqualTo(BootLocation.MODULES);
        assertThat(tree.tmpIsDir()).isTrue();
        assertThat(tree.units()).containsExactly("sshd.service");
    }

    @Test
    void readsJsonTheSameWay() {
        Treefile tree = new Trees(directory)
                .file(
                        "image.json",
                        "{\"ref\": \"a/b\", \"packages\": [\"b a\"], \"comment\": \"x\", \"include\": \"x.yml\"}")
                .file("x.yml", "recommends: false\n")
                .load("image.json");
        assertThat(tree.toJson().replaceAll("\\s", ""))
                .isEqualTo("{\"packages\":[\"a\",\"b\"],\"ref\":\"a/b\",\"basearch\":\"x86_64\",\"recommends\":false}");
        assertThat(tree.notes())
                .singleElement()
                .asString()
                .contains("image.json:1:")
                .contains("'comment' is ignored");
    }
}
