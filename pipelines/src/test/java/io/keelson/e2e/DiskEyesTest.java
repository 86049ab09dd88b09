package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The two that judge a disk after a power cut do see what is wrong with one.
@Tag("slow") // mounts
class DiskEyesTest {
    private static final long MIB = 1 << 20;
    private static final long BOOT = 3 * MIB;
    private static final long ROOT = 19 * MIB;

    /// A host's files, as far as they are looked at.
    private static final String FILES = """
            mkdir -p boot/grub boot/ostree root/ostree/boot.1.1/os/sum root/ostree/repo
            echo kernel >boot/ostree/vmlinuz; echo initramfs >boot/ostree/initramfs.img
            commit=$(printf c%.0s $(seq 64))
            d=root/ostree/deploy/os/deploy/$commit.0
            mkdir -p $d/usr/lib/systemd $d/etc/systemd
            printf 'x' >$d/usr/lib/systemd/systemd; chmod +x $d/usr/lib/systemd/systemd; : >$d.origin
            ln -s ../../../deploy/os/deploy/$commit.0 root/ostree/boot.1.1/os/sum/0
            ln -s boot.1.1 root/ostree/boot.1
            { printf '# GRUB Environment Block\\nboot_counter=3\\nboot_success=1\\nmenu=0\\n'; head -c 1024 /dev/zero | tr '\\0' '#'; } |
                head -c 1024 >boot/grub/grubenv
            printf '# deployment os/%s.0\\nmenuentry "x" --id ostree-0 {\\n  linux /ostree/vmlinuz rw\\n  initrd /ostree/initramfs.img\\n}\\nset entries=1\\n' \\
                $commit >boot/grub/menu.0
            (cd boot && sha256sum ./ostree/vmlinuz ./ostree/initramfs.img) >boot/grub/sums.0.0
            """;

    private static final String DISK = """
            rm -f disk.raw; truncate -s 36M disk.raw
            printf 'label: gpt\\nstart=2048,size=2048\\nstart=4096,size=2048\\nstart=6144,size=32768\\nstart=38912,size=32768\\n' |
                /sbin/sfdisk -q disk.raw
            for part in boot:3 root:19; do
                rm -f part.raw; truncate -s 16M part.raw
                /sbin/mke2fs -q -t ext4 -d ${part%:*} part.raw
                dd if=part.raw of=disk.raw bs=1M seek=${part#*:} conv=notrunc status=none
            done
            """;

    private static final String DEPLOYMENT = "os/" + "c".repeat(64) + ".0";

    @TempDir
    private Path dir;

    @BeforeEach
    void files() throws Exception {
        Shell.run(dir, FILES);
    }

    private GrubEyes.Start grub() throws Exception {
        return new GrubEyes(dir, dir.resolve("disk.raw")).start();
    }

    private void kernel() throws Exception {
        new KernelEyes(dir, dir.resolve("disk.raw"), ROOT).expect(DEPLOYMENT, false);
    }

    @Test
    void aGoodDiskIsGood() throws Exception {
        Shell.run(dir, DISK);
        assertThat(BOOT + 16 * MIB).isEqualTo(ROOT);
        assertThat(grub().deployment()).isEqualTo(DEPLOYMENT);
        assertThatCode(this::kernel).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo Kernel >boot/ostree/vmlinuz                | finds all entries of menu.0 damaged
            : >boot/ostree/initramfs.img                    | finds all entries of menu.0 damaged
            rm boot/ostree/initramfs.img                    | finds all entries of menu.0 damaged
            rm boot/grub/sums.0.0                           | finds all entries of menu.0 damaged
            sed -i '$d' boot/grub/menu.0                    | finds no menu
            rm boot/grub/menu.0                             | finds no menu
            truncate -s 500 boot/grub/grubenv               | a grubenv that GRUB cannot read
            """)
    void grubSeesDamage(String damage, String words) throws Exception {
        Shell.run(dir, damage + "\n" + DISK);
        assertThatThrownBy(this::grub).isInstanceOf(AssertionError.class).hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rm root/ostree/boot.1.1/os/sum/0                | no link leads to
            rm root/ostree/deploy/os/deploy/*.origin        | is not whole
            rm -r root/ostree/deploy/os/deploy/*.0/etc      | is not whole
            rm -r root/ostree/deploy/os/deploy/*.0/usr/lib/systemd/systemd | is not whole
            rm -r root/ostree/deploy/os/deploy/*.0          | is not there
            """)
    void theKernelSeesDamage(String damage, String words) throws Exception {
        Shell.run(dir, damage + "\n" + DISK);
        assertThatThrownBy(this::kernel)
                .isInstanceOf(AssertionError.class)
                .extracting(failure -> String.valueOf(failure.getMessage()).replaceFirst("(?s).*\nfi\n", ""))
                .asString()
                .contains(words);
    }
}
