package io.keelson.compose.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.treefile.OptUsrlocal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutStepsTest {
    private static final TreeText TREE = TreeText.of("""
            l bin -> usr/bin
            l lib64 -> usr/lib64
            d boot
            f dev/null
            d etc
            d home
            d media
            d mnt
            f opt/vendor/bin/tool "elf"
            d proc
            d 0700 0:0 root
            f root/.bashrc "# root\\n"
            d 0700 0:0 root/.ssh
            d run/lock
            d srv
            d sys
            d 1777 0:0 tmp
            f tmp/left-over
            f usr/bin/true
            d 2775 0:50 usr/local/bin
            f usr/local/bin/mine
            d var
            """);

    @Test
    void laysOutTheRootOfADeployment() {
        assertThat(TREE.after(new RootLayout(true, OptUsrlocal.VAR)).list()).isEqualTo("""
                l bin -> usr/bin
                d boot
                d dev
                d etc
                l home -> var/home
                l lib64 -> usr/lib64
                l media -> run/media
                l mnt -> var/mnt
                l opt -> var/opt
                l ostree -> sysroot/ostree
                d proc
                l root -> var/roothome
                d run/lock
                l srv -> var/srv
                d sys
                d sysroot
                d 1777 0:0 tmp
                f usr/bin/true
                f usr/lib/opt/vendor/bin/tool "elf"
                f usr/lib/tmpfiles.d/keelson-roothome.conf "C /var/roothome/.bashrc - - - - -\\n"
                l usr/local -> ../var/usrlocal
                f usr/share/factory/var/roothome/.bashrc "# root\\n"
                d var/home
                d var/mnt
                l var/opt/vendor -> ../../usr/lib/opt/vendor
                d 0700 0:0 var/roothome
                d 0700 0:0 var/roothome/.ssh
                d var/srv
                d 2775 0:50 var/usrlocal/bin
                f var/usrlocal/bin/mine
                """);
    }

    @Test
    void turnsVarIntoLinesForEachBoot() {
        List<String> notes = new ArrayList<>();
        TreeText tree = TreeText.of("""
                f etc/passwd "root:x:0:0::/root:/bin/sh\\n_apt:x:42:65534::/:/bin/false\\n"
                f etc/group "root:x:0:\\nstaff:x:50:\\nadm:x:4:\\n"
                f usr/lib/systemd/systemd-journald
                f usr/lib/tmpfiles.d/own.conf "d /var/declared 0755 - - -\\nz /var/only\\\\x20adjusted\\nq /var/100%% - - - -\\n"
                d 0700 42:0 var/cache/apt/partial
                f var/cache/apt/pkgcache.bin "x"
                d 2755 0:4 var/log
                d var/declared
                d var/100%
                d var/only adjusted
                d 0755 1234:50 var/50%
                l var/run -> ../run
                d run/sshd
                """);
        TreeText after = tree.after(new VarToTmpfiles(notes::add));
        assertThat(after.list("var", "run")).isEqualTo("d run\nd var\n");
        assertThat(after.text("usr/lib/tmpfiles.d/keelson-autovar.conf")).isEqualTo("""
                d /var/50%% 0755 1234 staff -
                d /var/cache 0755 root root -
                d /var/cache/apt 0755 root root -
                d /var/cache/apt/partial 0700 _apt root -
                d /var/log 2755 root adm -
                d /var/only\\x20adjusted 0755 root root -
                L /var/run - - - - ../run
                d /run/sshd 0755 root root -
                d /run/media 0755 root root -
                d /var/log/journal 2755 root systemd-journal -
                """);
        assertThat(notes).containsExactly("/var belongs to the machine, not in the image: var/cache/apt/pkgcache.bin");
    }

    @Test
    void linesSurviveTheRoundTrip() {
        TreeText once = TreeText.of("d var/a b\nd var/q\"x'y\nd var/back\\slash\nd var/50%\n")
                .after(new VarToTmpfiles(note -> {}));
        assertThat(Tmpfiles.declared(once.tree(), once.contents()))
                .contains("var/a b", "var/q\"x'y", "var/back\\slash", "var/50%");
    }

    @Test
    void canLinkTmpAndKeepOptInTheImage() {
        assertThat(TREE.after(new RootLayout(false, OptUsrlocal.ROOT)).list("tmp", "opt", "usr/local", "usr/lib"))
                .isEqualTo("""
                f opt/vendor/bin/tool "elf"
                l tmp -> sysroot/tmp
                f usr/lib/tmpfiles.d/keelson-roothome.conf "C /var/roothome/.bashrc - - - - -\\n"
                d 2775 0:50 usr/local/bin
                f usr/local/bin/mine
                """);
    }

    @Test
    void overlaysNeedTheirUnit() {
        RootLayout step = new RootLayout(true, OptUsrlocal.STATE_OVERLAY);
        assertThatThrownBy(() -> TREE.after(step)).hasMessageContaining("ostree-state-overlay@.service");
        TreeText newer = TREE.after((tree, contents) -> tree.edit()
                .put(
                        "usr/lib/systemd/system/ostree-state-overlay@.service",
                        contents.file(io.keelson.compose.tree.Meta.FILE, ""))
                .build());
        assertThat(newer.after(step).list("opt", "usr/lib/opt", "usr/lib/systemd/system/local-fs.target.requires"))
                .isEqualTo("""
                        l opt -> usr/lib/opt
                        f usr/lib/opt/vendor/bin/tool "elf"
                        l usr/lib/systemd/system/local-fs.target.requires/ostree-state-overlay@usr-lib-opt.service -> ../ostree-state-overlay@.service
                        l usr/lib/systemd/system/local-fs.target.requires/ostree-state-overlay@usr-local.service -> ../ostree-state-overlay@.service
                        """);
    }

    @Test
    void refusesWhatHasNoPlaceInTheRoot() {
        RootLayout step = new RootLayout(true, OptUsrlocal.VAR);
        assertThatThrownBy(() -> TreeText.of("d data\nf .autorelabel\nd usr").after(step))
                .hasMessage("the root of an image has no place for /.autorelabel, /data");
        assertThatThrownBy(() -> TreeText.of("f bin/sh\nf lib/libc.so\nl sbin -> usr/sbin")
                        .after(step))
                .hasMessageContaining("are not: bin, lib");
    }

    @Test
    void movesConfigurationToUsr() {
        assertThat(TreeText.of("f etc/a \"1\"\nd 0700 0:0 etc/b\nd usr")
                        .after(new EtcToUsrEtc())
                        .list())
                .isEqualTo("f usr/etc/a \"1\"\nd 0700 0:0 usr/etc/b\n");
        assertThat(TreeText.of("f etc/a \"1\"\nf etc/x/b\nf usr/etc/a \"1\"\nf usr/etc/x/c")
                        .after(new EtcToUsrEtc())
                        .list())
                .isEqualTo("f usr/etc/a \"1\"\nf usr/etc/x/b\nf usr/etc/x/c\n");
        assertThatThrownBy(() -> TreeText.of("f etc/a \"1\"\nf etc/x\nf usr/etc/a \"2\"\nf usr/etc/x/y")
                        .after(new EtcToUsrEtc()))
                .hasMessage("/etc and /usr/etc of the image say different things about etc/a, etc/x");
    }

    @Test
    void keepsTheDatabaseOfDpkgWithTheImage() {
        assertThat(TreeText.of("f var/lib/dpkg/status \"Package: a\\n\"")
                        .after(new MoveDpkgDatabase())
                        .list())
                .isEqualTo("""
                f usr/lib/sysimage/dpkg/status "Package: a\\n"
                f usr/lib/tmpfiles.d/keelson-dpkg.conf "L /var/lib/dpkg - - - - ../../usr/lib/sysimage/dpkg\\n"
                d var/lib
                """);
    }

    @Test
    void homesOfNewUsersAreInVar() {
        assertThat(TreeText.of(
                                "f etc/default/useradd \"# HOME=/x\\nSHELL=/bin/sh\"\nf etc/adduser.conf \"DHOME=/home\\n#DHOME=/h\\n\"")
                        .after(new UseraddHome())
                        .list())
                .isEqualTo("""
                        f etc/adduser.conf "DHOME=/var/home\\n#DHOME=/h\\n"
                        f etc/default/useradd "# HOME=/x\\nSHELL=/bin/sh\\nHOME=/var/home\\n"
                        """);
    }

    @Test
    void programsLoseTheirWriteBits() {
        assertThat(TreeText.of(
                                "f 4775 0:0 usr/bin/su\nf usr/bin/data\nf 0755 0:0 usr/etc/script\nf 0755 0:0 etc/script")
                        .after(new ReadonlyExecutables())
                        .list())
                .isEqualTo("f 0755 0:0 etc/script\nf usr/bin/data\nf 4555 0:0 usr/bin/su\nf 0755 0:0 usr/etc/script\n");
    }
}
