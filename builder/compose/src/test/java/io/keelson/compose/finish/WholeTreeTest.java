package io.keelson.compose.finish;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.treefile.OptUsrlocal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// All steps in their documented order, on a small Debian.
class WholeTreeTest {
    private static final TreeText DEBIAN = TreeText.of("""
            l bin -> usr/bin
            f boot/vmlinuz-6.1 "kernel"
            f etc/group "root:x:0:\\nadm:x:4:\\n"
            f etc/passwd "root:x:0:0::/root:/bin/sh\\nsshd:x:101:65534::/run/sshd:/bin/false\\n"
            f 0640 0:42 etc/shadow "root:*:20778:0:99999:7:::\\nsshd:!:20778::::::\\n"
            f etc/ssh/ssh_host_rsa_key "secret"
            l etc/systemd/system/timers.target.wants/fstrim.timer -> /lib/systemd/system/fstrim.timer
            f etc/machine-id "0123\\n"
            d home
            f usr/lib/os-release "VERSION=\\"12\\"\\n"
            f usr/lib/x86_64-linux-gnu/libnss_systemd.so.2
            f usr/lib/systemd/system/a.service
            f usr/lib/systemd/system/fstrim.timer
            d usr/local/bin
            f var/lib/dpkg/lock
            f var/lib/dpkg/status "Package: a\\n"
            d 2750 101:4 var/log/a
            l vmlinuz -> boot/vmlinuz-6.1
            """);

    private static TreeText finished() {
        Entry.File initramfs = DEBIAN.contents().file(Meta.root(0600), "initramfs");
        Entry.File added = DEBIAN.contents().file(Meta.FILE, "hello\n");
        List<String> none = List.of();
        return DEBIAN.after(
                new RetireMaintenance(),
                new RemoveFiles(none),
                new AddFiles(List.of(new AddFiles.Addition("motd", added, "etc/"))),
                new EnableUnits(List.of("a.service")),
                new TmpMount(true),
                new SshHostKeys(),
                new OsRelease("12.1", "12"),
                new UseraddHome(),
                new TidyMachineState(),
                new MachineId(true),
                new NormaliseShadow(20000),
                new CheckIds(
                        CheckIds.Expected.of("sshd:x:101:65534:::\n", "adm:x:4:\n", "previous"),
                        Set.of(),
                        Set.of(),
                        note -> {}),
                new Kernel(),
                new InstallInitramfs(initramfs, false),
                new PasswdSplit(none, note -> {}),
                new MoveDpkgDatabase(),
                new EtcToUsrEtc(),
                new RootLayout(true, OptUsrlocal.VAR),
                new VarToTmpfiles(note -> {}));
    }

    @Test
    void becomesADeployment() {
        assertThat(finished().list()).isEqualTo("""
                l bin -> usr/bin
                d boot
                d dev
                l home -> var/home
                l media -> run/media
                l mnt -> var/mnt
                l opt -> var/opt
                l ostree -> sysroot/ostree
                d proc
                l root -> var/roothome
                d run
                l srv -> var/srv
                d sys
                d sysroot
                d 1777 0:0 tmp
                f usr/etc/group "root:x:0:\\n"
                f 0444 0:0 usr/etc/machine-id
                f usr/etc/motd "hello\\n"
                f usr/etc/nsswitch.conf "passwd: files systemd\\ngroup: files systemd\\nshadow: files systemd\\ngshadow: files systemd\\n"
                f usr/etc/passwd "root:x:0:0::/root:/bin/sh\\n"
                f 0640 0:42 usr/etc/shadow "root:*:20000:0:99999:7:::\\n"
                d usr/etc/ssh
                l usr/etc/systemd/system/multi-user.target.wants/a.service -> /usr/lib/systemd/system/a.service
                d usr/etc/systemd/system/timers.target.wants
                f usr/lib/group "adm:x:4:\\n"
                f 0600 0:0 usr/lib/modules/6.1/initramfs.img "initramfs"
                f usr/lib/modules/6.1/vmlinuz "kernel"
                f usr/lib/os-release "VERSION="12.1"\\nOSTREE_VERSION="12.1"\\n"
                f usr/lib/passwd "sshd:x:101:65534::/run/sshd:/bin/false\\n"
                f usr/lib/sysimage/dpkg/status "Package: a\\n"
                f usr/lib/systemd/system/a.service
                f usr/lib/systemd/system/fstrim.timer
                f usr/lib/systemd/system-preset/10-keelson.preset "disable fstrim.timer\\n"
                f usr/lib/tmpfiles.d/keelson-autovar.conf "d /var/home 0755 root root -\\nd /var/lib 0755 root root -\\nd /var/log 0755 root root -\\nd /var/log/a 2750 sshd adm -\\nd /var/mnt 0755 root root -\\nd /var/opt 0755 root root -\\nd /var/roothome 0700 root root -\\nd /var/srv 0755 root root -\\nd /var/usrlocal 0755 root root -\\nd /var/usrlocal/bin 0755 root root -\\nd /run/media 0755 root root -\\n"
                f usr/lib/tmpfiles.d/keelson-dpkg.conf "L /var/lib/dpkg - - - - ../../usr/lib/sysimage/dpkg\\n"
                l usr/lib/userdb/101.user -> sshd.user
                l usr/lib/userdb/4.group -> adm.group
                f usr/lib/userdb/adm.group "{"groupName":"adm","disposition":"system","gid":4}\\n"
                f usr/lib/userdb/sshd.user "{"userName":"sshd","disposition":"system","uid":101,"gid":65534,"homeDirectory":"/run/sshd","shell":"/bin/false","locked":true}\\n"
                f usr/lib/x86_64-linux-gnu/libnss_systemd.so.2
                l usr/local -> ../var/usrlocal
                d var
                """);
    }

    @Test
    void isTheSameEachTime() {
        assertThat(finished().tree()).isEqualTo(finished().tree());
    }
}
