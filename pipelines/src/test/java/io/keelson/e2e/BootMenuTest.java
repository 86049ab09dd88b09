package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `boot-menu` of `treefiles/host` follows deployments that the real ostree makes. [HostUpgradeTest] has it on a real
/// /boot.
class BootMenuTest {
    private static final Path PROGRAM = Path.of("..", "treefiles/host/usr/libexec/keelson/boot-menu")
            .toAbsolutePath()
            .normalize();
    private static final String ENVIRONMENT = """
            export KEELSON_BOOT=$PWD/sysroot/boot KEELSON_SYSROOT=$PWD/sysroot KEELSON_RUN=$PWD/run
            export KEELSON_STATE=$PWD/state TMPDIR=$PWD/tmp
            export OSTREE_SYSROOT_DEBUG=mutable-deployments
            """;

    @TempDir
    private Path dir;

    @BeforeEach
    void aHostWithOneDeployment() throws Exception {
        run("""
                mkdir run tmp sysroot
                ostree admin init-fs --modern sysroot
                ostree config --repo=sysroot/ostree/repo set sysroot.bootloader none
                ostree admin os-init --sysroot=sysroot os
                ostree init --repo=repo --mode=archive
                mkdir sysroot/boot/grub
                { printf '# GRUB Environment Block\\nmenu=0\\n'; head -c 1024 /dev/zero | tr '\\0' '#'; } | head -c 1024 \\
                    >sysroot/boot/grub/grubenv
                """);
        deploy("one", "rw 'a b'");
    }

    @AfterEach
    void removeEverything() throws Exception {
        run("rm -rf -- *");
    }

    private String run(String script, Object... arguments) throws Exception {
        return Privilege.run(dir, ENVIRONMENT + script, arguments);
    }

    /// A release with a kernel of its own, deployed; gives the deployment's name.
    private String deploy(String release, String kernel) throws Exception {
        return deployKernel(release, "echo \"" + kernel + "\"");
    }

    private String deployKernel(String release, String kernel) throws Exception {
        String commit = run("""
                tree=trees/$1 && mkdir -p $tree/usr/lib/modules/6.1 $tree/usr/etc $tree/usr/bin
                printf 'NAME=os\\nID=os\\nVERSION_ID=%s\\nPRETTY_NAME="It'"'"'s %s"\\n' "$1" "$1" >$tree/usr/lib/os-release
                sh -c "$2" >$tree/usr/lib/modules/6.1/vmlinuz
                echo "initramfs of $2" >$tree/usr/lib/modules/6.1/initramfs.img
                ostree commit --repo=repo -b "$1" --tree=dir=$tree
                """, release, kernel);
        run("""
                ostree pull-local --repo=sysroot/ostree/repo repo "$1" >/dev/null
                ostree admin deploy --sysroot=sysroot --os=os --karg-append=root=LABEL=x --karg-append='a=$HOME;reboot' "$1" >/dev/null
                """, release);
        return "os/" + commit + ".0";
    }

    private List<String> menu(String... arguments) throws Exception {
        return run("exec \"$@\"", (Object[]) command(arguments)).lines().toList();
    }

    private static String[] command(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = PROGRAM.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return command;
    }

    private String current() throws Exception {
        return run("cat sysroot/boot/grub/menu.$(sed -n s/^menu=//p sysroot/boot/grub/grubenv)");
    }

    @Test
    void aNewDeploymentIsOnTrialBesideTheOneBefore() throws Exception {
        menu("sync");
        String one = menu("show").getLast().substring("entry ".length());
        menu("set", "boot_success=1");
        String two = deploy("two", "another kernel");
        assertThat(menu("list")).as("as libostree counts them").containsExactly(two, one);
        assertThat(menu("sync")).containsExactly("boot-menu: " + two + " is the default now, on trial");
        assertThat(menu("show"))
                .contains("boot_success=0", "boot_counter=2", "fallback_counter=3")
                .endsWith("entry " + two, "entry " + one);
        assertThat(current())
                .contains("'a=$HOME;reboot'", "keelson.deployment=" + two + " $keelson\n")
                .endsWith("}\nset entries=2");
        run(
                "grub-script-check sysroot/boot/grub/menu.0; grub-script-check sysroot/boot/grub/menu.1; wc -c <sysroot/boot/grub/grubenv | grep -x 1024");
        run(
                "for sums in sysroot/boot/grub/sums.*; do (cd sysroot/boot && sed 's|  /|  ./|' grub/${sums##*/} | sha256sum -c -); done");
        assertThat(menu("sync")).isEmpty();
    }

    @Test
    void theSameKernelInBothIsNoDifference() throws Exception {
        menu("sync");
        String two = deploy("two", "rw 'a b'");
        menu("sync");
        assertThat(menu("show")).contains("entry " + two, "boot_success=0");
    }

    @Test
    void goingBackIsOneWriteAndStays() throws Exception {
        menu("sync");
        String one = menu("show").getLast().substring("entry ".length());
        String two = deploy("two", "another kernel");
        menu("sync");
        menu("default", one);
        assertThat(menu("show")).contains("boot_success=1", "boot_counter=3").endsWith("entry " + one, "entry " + two);
        menu("sync");
        assertThat(menu("show")).endsWith("entry " + one, "entry " + two);
        menu("drop", two);
        run("ostree admin undeploy --sysroot=sysroot 0 >/dev/null");
        menu("sync");
        assertThat(menu("show")).endsWith("menu=" + slot(), "entry " + one);
    }

    @Test
    void whatWasRejectedDoesNotComeBackByItself() throws Exception {
        menu("sync");
        String one = menu("show").getLast();
        String two = deploy("two", "another kernel");
        String marker = "state/rejected/" + two.replaceAll(".*/|\\..*", "");
        run("mkdir -p state/rejected; echo unhealthy >$1", marker);
        assertThat(menu("sync")).singleElement().asString().contains(two + " was rejected and stays out");
        assertThat(menu("show")).filteredOn(line -> line.startsWith("entry")).containsExactly(one);
        run("rm $1", marker);
        assertThat(menu("sync")).singleElement().asString().contains("on trial");
    }

    private String slot() throws Exception {
        return run("sed -n s/^menu=//p sysroot/boot/grub/grubenv");
    }

    @Test
    void aKernelThatIsCutIsNotTried() throws Exception {
        menu("sync");
        // 1 sector of setup code, 4096 bytes behind it
        String header = "head -c 497 /dev/zero; printf '\\001\\0\\0\\0\\001\\0\\0'; head -c 10 /dev/zero; printf HdrS;"
                + " head -c 506 /dev/zero;";
        String whole = deployKernel("whole", header + " head -c 4096 /dev/zero");
        assertThat(menu("sync")).singleElement().asString().contains(whole + " is the default now");
        String cut = deployKernel("cut", header + " head -c 4095 /dev/zero");
        assertThat(menu("sync")).last().asString().contains(cut + " was rejected and stays out");
        assertThat(menu("show")).doesNotContain("entry " + cut).contains("entry " + whole);
        assertThat(run("cat state/rejected/*; cat state/history.jsonl"))
                .startsWith("its kernel is cut: 5119 of 5120 bytes")
                .contains("\"event\":\"rejected\"");
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() throws Exception {
        menu("sync");
        List<String> before = menu("show");
        assertThatThrownBy(() -> menu("default", "os/none.0")).hasMessageContaining("there is no deployment os/none.0");
        assertThatThrownBy(() -> menu("set", "x=" + "y".repeat(600))).hasMessageContaining("do not fit");
        deploy("two", "another kernel");
        run("for file in sysroot/boot/ostree/*/vmlinuz*; do echo damaged >copy; mv -f copy $file; done");
        assertThatThrownBy(() -> menu("sync")).hasMessageContaining("is not the same as");
        assertThat(menu("show")).isEqualTo(before);
        run("rm sysroot/boot/grub/grubenv");
        assertThatThrownBy(() -> menu("show")).hasMessageContaining("was not set up by keelson");
    }

    /// Whenever it is killed, what GRUB reads is the old menu or the new one, whole.
    @Test
    void killedAtAnyTimeItLeavesAWholeMenu() throws Exception {
        menu("sync");
        Random random = new Random(1);
        for (int round = 0; round < 12; round++) {
            deploy("release" + round, "kernel " + round);
            run("timeout --signal=KILL \"$1\" \"$2\" sync || true", random.nextInt(1, 120) / 1000.0, PROGRAM);
            assertThat(current()).matches("(?s)(# deployment .*)+set entries=\\d");
            run("""
                    slot=$(sed -n s/^menu=//p sysroot/boot/grub/grubenv)
                    cd sysroot/boot && sed 's|  /|  ./|' grub/sums.$slot.0 | sha256sum -c -
                    """);
            menu("sync");
        }
        assertThat(menu("show").stream().filter(line -> line.startsWith("entry")))
                .hasSize(2);
        assertThat(Files.exists(dir.resolve("sysroot/boot/loader"))).isTrue();
    }
}
