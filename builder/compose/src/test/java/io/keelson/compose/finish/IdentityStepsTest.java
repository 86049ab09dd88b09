package io.keelson.compose.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.Meta;
import io.keelson.release.Digest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IdentityStepsTest {
    private static final TreeText DEBIAN = TreeText.of("""
            l etc/os-release -> ../usr/lib/os-release
            f usr/lib/os-release "PRETTY_NAME=\\"Debian GNU/Linux 12 (bookworm)\\"\\nVERSION='12 (bookworm)'\\nVERSION_ID=12\\nOSTREE_VERSION=old\\n"
            """);

    @Test
    void osReleaseNamesTheRelease() {
        assertThat(DEBIAN.after(new OsRelease("12.5-$1", "12")).text("usr/lib/os-release"))
                .isEqualTo("""
                PRETTY_NAME="Debian GNU/Linux 12.5-\\$1 (bookworm)"
                VERSION="12.5-\\$1 (bookworm)"
                VERSION_ID=12
                OSTREE_VERSION="12.5-\\$1"
                """);
        assertThat(DEBIAN.after(new OsRelease("7", null)).text("usr/lib/os-release"))
                .startsWith("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n")
                .endsWith("VERSION_ID=12\nOSTREE_VERSION=\"7\"\n");
    }

    @Test
    void osReleaseMustHaveWhatIsToBeReplaced() {
        assertThatThrownBy(() -> DEBIAN.after(new OsRelease("1", "trixie"))).hasMessageContaining("\"trixie\"");
        assertThatThrownBy(() -> TreeText.of("d usr").after(new OsRelease("1", null)))
                .hasMessageContaining("no usr/lib/os-release");
    }

    @Test
    void osReleaseMayBeALinkElsewhere() {
        TreeText fedora = TreeText.of(
                "l usr/lib/os-release -> os.release.d/os-release-core\nf usr/lib/os.release.d/os-release-core \"ID=fedora\\n\"");
        assertThat(fedora.after(new OsRelease("41.1", null)).list()).isEqualTo("""
                l usr/lib/os-release -> os.release.d/os-release-core
                f usr/lib/os.release.d/os-release-core "ID=fedora\\nOSTREE_VERSION="41.1"\\n"
                """);
    }

    @Test
    void machineIdIsEmptyOrAbsent() {
        TreeText tree = TreeText.of("f etc/machine-id \"0123\\n\"");
        assertThat(tree.after(new MachineId(true)).list()).isEqualTo("f 0444 0:0 etc/machine-id\n");
        assertThat(tree.after(new MachineId(false)).list()).isEqualTo("d etc\n");
    }

    @Test
    void dropsWhatBelongsToOneMachine() {
        TreeText tree = TreeText.of("""
                f etc/.pwd.lock
                f etc/passwd
                f etc/passwd-
                l etc/resolv.conf -> ../run/systemd/resolve/stub-resolv.conf
                f 0600 0:0 etc/ssh/ssh_host_rsa_key
                f etc/ssh/ssh_host_rsa_key.pub
                f etc/ssh/sshd_config
                f etc/x.dpkg-new
                f etc/x.dpkg-dist
                f usr/sbin/policy-rc.d "#!/bin/sh\\nexit 101\\n"
                f var/cache/debconf/config.dat
                f var/lib/apt/lists/lock
                l var/lib/dbus/machine-id -> /etc/machine-id
                f var/lib/dpkg/lock
                f var/lib/dpkg/status
                f var/lib/dpkg/status-old
                f var/lib/systemd/random-seed
                d 2755 0:4 var/log/journal
                f var/log/dpkg.log
                """);
        assertThat(tree.after(new TidyMachineState()).list()).isEqualTo("""
                f etc/passwd
                l etc/resolv.conf -> ../run/systemd/resolve/stub-resolv.conf
                f etc/ssh/sshd_config
                f etc/x.dpkg-dist
                d usr/sbin
                d var/cache/debconf
                d var/lib/apt/lists
                d var/lib/dbus
                f var/lib/dpkg/status
                d var/lib/systemd
                d 2755 0:4 var/log/journal
                """);
        TreeText policy = TreeText.of("f usr/sbin/policy-rc.d \"#!/bin/sh\\nexec /usr/sbin/ask $1\\n\"");
        assertThat(policy.after(new TidyMachineState())).isEqualTo(policy);
    }

    private static final TreeText KERNEL = TreeText.of("""
            f boot/vmlinuz-6.1 "kernel"
            f boot/config-6.1
            f boot/System.map-6.1
            f boot/initrd.img-6.1
            f boot/efi/EFI/debian/shimx64.efi
            d boot/grub
            l vmlinuz -> boot/vmlinuz-6.1
            l initrd.img.old -> boot/initrd.img-6.1
            f usr/lib/modules/6.1/modules.dep
            f usr/lib/modules/5.0-leftover/x.ko
            """);

    @Test
    void kernelGoesToItsModules() {
        assertThat(KERNEL.after(new Kernel()).list()).isEqualTo("""
                d boot
                f usr/lib/modules/5.0-leftover/x.ko
                f usr/lib/modules/6.1/System.map
                f usr/lib/modules/6.1/config
                f usr/lib/modules/6.1/modules.dep
                f usr/lib/modules/6.1/vmlinuz "kernel"
                f usr/lib/ostree-boot/efi/EFI/debian/shimx64.efi
                """);
        assertThat(KERNEL.after(new Kernel(), new Kernel())).isEqualTo(KERNEL.after(new Kernel()));
    }

    @Test
    void initramfsIsNamedByBothChecksums() {
        Entry.File initramfs = KERNEL.contents().file(Meta.root(0600), "initramfs");
        Digest checksum = Digest.of("kernelinitramfs".getBytes(StandardCharsets.UTF_8));
        assertThat(KERNEL.after(new Kernel(), new InstallInitramfs(initramfs, true))
                        .list("usr/lib/ostree-boot", "usr/lib/modules/6.1"))
                .isEqualTo("""
                        f usr/lib/modules/6.1/System.map
                        f usr/lib/modules/6.1/config
                        f 0600 0:0 usr/lib/modules/6.1/initramfs.img "initramfs"
                        f usr/lib/modules/6.1/modules.dep
                        f usr/lib/modules/6.1/vmlinuz "kernel"
                        f usr/lib/ostree-boot/efi/EFI/debian/shimx64.efi
                        f 0600 0:0 usr/lib/ostree-boot/initramfs-6.1.img-CSUM "initramfs"
                        f usr/lib/ostree-boot/vmlinuz-6.1-CSUM "kernel"
                        """.replace("CSUM", checksum.hex()));
        assertThat(KERNEL.after(new Kernel(), new InstallInitramfs(initramfs, false))
                        .list("usr/lib/ostree-boot"))
                .isEqualTo("f usr/lib/ostree-boot/efi/EFI/debian/shimx64.efi\n");
    }

    @Test
    void thereIsExactlyOneKernel() {
        assertThat(KernelVersion.of(KERNEL.tree())).isEqualTo("6.1");
        assertThatThrownBy(() ->
                        KernelVersion.of(TreeText.of("d usr/lib/modules/6.1").tree()))
                .hasMessageContaining("the image has no kernel");
        assertThatThrownBy(() -> KernelVersion.of(TreeText.of("f boot/vmlinuz-6.1-cloud\nf usr/lib/modules/6.2/vmlinuz")
                        .tree()))
                .hasMessage("the image has 2 kernels, but can start only one: 6.1-cloud, 6.2");
    }

    @Test
    void keepsTheTreefile() {
        assertThat(TreeText.of("d usr").after(new KeepTreefile("{}")).list())
                .isEqualTo("f usr/share/rpm-ostree/treefile.json \"{}\"\n");
    }
}
