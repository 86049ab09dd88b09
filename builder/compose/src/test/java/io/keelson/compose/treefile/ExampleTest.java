package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A treefile of the size that distributions have, in several files.
class ExampleTest {
    static final String BASE = """
            # What every host of ours has.
            edition: "2024"
            selinux: true
            packages:
              # boot
              - kernel systemd ostree
              # people
              - bash 'sudo >= 1.9' openssh-server
            packages-x86_64: [grub2-efi-x64 shim-x64]
            packages-aarch64: [grub2-efi-aa64 shim-aa64]
            exclude-packages: [python3]
            recommends: false
            documentation: false
            units: [sshd.service]
            etc-group-members: [wheel]
            variables:
              stream: stable
              debug: false
            postprocess:
              - |
                #!/usr/bin/env bash
                set -euo pipefail
                rm -rf /usr/share/man
            remove-from-packages:
              - [filesystem, "/usr/share/backgrounds/.*"]
            """;

    static final String MAIN = """
            ref: "rocks/${basearch}/${stream}"
            releasever: 42
            automatic-version-prefix: "${releasever}.<date:%Y%m%d>.dev"
            mutate-os-release: "${releasever}"
            variables: {stream: testing}
            packages:
              - podman
              - bash
            default-target: multi-user.target
            boot-location: modules
            check-passwd: {type: data, entries: {root: 0, bin: [1, 1]}}
            add-commit-metadata:
              rocks.stream: "${stream}"
              rocks.answers: [42, true]
            metadata: {summary: "Rocks ${releasever}"}
            ignore-removed-users: [halt, sync]
            remove-files: [usr/share/games]
            install-langs: [en_US]
            container-cmd: [/sbin/init]
            """;

    @TempDir
    Path directory;

    @Test
    void isFlattened() {
        Trees trees = new Trees(directory)
                .file("common/base.yaml", BASE)
                .file("common/overlay/usr/lib/motd", "hello\n")
                .file("common/files.yaml", "add-files: [[overlay, /usr/share/rocks/]]\n")
                .file("common/console.ks", "%packages\nkbd\n-plymouth\n%end\n")
                .file("debug.json", "{\"packages\": [\"strace\", \"gdb\"], \"comment\": \"for us\"}")
                .file("rocks.repo", "[rocks]\nbaseurl=http://example.org/\n");
        Treefile tree = trees.yaml(MAIN + """
                repos: [rocks]
                include: [common/base.yaml, common/files.yaml]
                arch-include:
                  x86_64: common/console.ks
                conditional-include:
                  - if: debug == true
                    include: debug.json
                  - if: [stream == "testing", releasever >= 42]
                    include:
                      packages: [htop]
                      units: [debug-shell.service]
                """);
        assertThat(tree.toYaml()).isEqualTo("""
                        packages:
                        - bash
                        - grub2-efi-x64
                        - htop
                        - kbd
                        - kernel
                        - openssh-server
                        - ostree
                        - podman
                        - shim-x64
                        - '''sudo >= 1.9'''
                        - systemd
                        edition: "2024"
                        ref: rocks/x86_64/testing
                        metadata:
                          summary: Rocks 42
                        basearch: x86_64
                        repos:
                        - rocks
                        selinux: true
                        exclude-packages:
                        - plymouth
                        - python3
                        recommends: false
                        documentation: false
                        install-langs:
                        - en_US
                        boot-location: modules
                        tmp-is-dir: true
                        units:
                        - sshd.service
                        - debug-shell.service
                        default-target: multi-user.target
                        releasever: 42
                        automatic-version-prefix: 42.<date:%Y%m%d>.dev
                        mutate-os-release: "42"
                        etc-group-members:
                        - wheel
                        check-passwd:
                          type: data
                          entries:
                            bin:
                            - 1
                            - 1
                            root:
                            - 0
                            - 0
                        ignore-removed-users:
                        - halt
                        - sync
                        postprocess:
                        - |
                          #!/usr/bin/env bash
                          set -euo pipefail
                          rm -rf /usr/share/man
                        add-files:
                        - - overlay
                          - /usr/share/rocks
                        remove-files:
                        - usr/share/games
                        remove-from-packages:
                        - - filesystem
                          - /usr/share/backgrounds/.*
                        add-commit-metadata:
                          rocks.answers:
                          - 42
                          - true
                          rocks.stream: testing
                        container-cmd:
                        - /sbin/init
                        """);
        assertThat(tree.notes()).isEmpty();
        assertThat(tree.packages().get(9).origin()).hasToString(directory + "/common/base.yaml:8:5");
    }
}
