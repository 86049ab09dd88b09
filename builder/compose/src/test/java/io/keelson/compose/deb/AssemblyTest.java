package io.keelson.compose.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.finish.TreeText;
import io.keelson.compose.tree.Contents;
import io.keelson.release.KeelsonException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    private final Contents contents = new Contents();

    private UnpackedPackage pack(String control, String tree) {
        return TestPackage.of("Package: " + control + "\n", tree, contents);
    }

    private String assembled(UnpackedPackage... packages) {
        return new TreeText(Assembly.of(List.of(packages), PackageFilter.ALL), contents).list();
    }

    /// What both orders of two packages give, which must be the same.
    private String inAnyOrder(UnpackedPackage a, UnpackedPackage b) {
        String one = assembled(a, b);
        assertThat(assembled(b, a)).isEqualTo(one);
        return one;
    }

    @Test
    void topDirectoriesMoveIntoUsr() {
        UnpackedPackage old =
                pack("old", "f 0755 0:0 bin/sh \"sh\"\nf lib/x86/libc.so \"c\"\nl sbin/init -> ../lib/x86/init");
        UnpackedPackage merged = pack("merged", "f usr/lib/x86/libm.so \"m\"\nd bin\nl lib64 -> usr/lib64");
        assertThat(inAnyOrder(old, merged)).isEqualTo("""
                        l bin -> usr/bin
                        l lib -> usr/lib
                        l sbin -> usr/sbin
                        f 0755 0:0 usr/bin/sh "sh"
                        f usr/lib/x86/libc.so "c"
                        f usr/lib/x86/libm.so "m"
                        l usr/sbin/init -> ../lib/x86/init
                        """);
    }

    @Test
    void filesLandWhereALinkOfAnotherPackagePoints() {
        UnpackedPackage linking = pack("linking", "l opt/data -> /srv/data\nd 0700 5:5 srv/data");
        UnpackedPackage filling = pack("filling", "f opt/data/file \"x\"");
        assertThat(inAnyOrder(linking, filling))
                .isEqualTo("l opt/data -> /srv/data\nd 0700 5:5 srv/data\nf srv/data/file \"x\"\n");
    }

    @Test
    void linksLandWhereALinkOfAnotherPackagePoints() {
        UnpackedPackage outer = pack("outer", "l usr/lib/foo -> ../share/foo");
        UnpackedPackage inner = pack("inner", "l usr/lib/foo/current -> v1\nf usr/lib/foo/v1/file \"x\"");
        assertThat(inAnyOrder(outer, inner)).isEqualTo("""
                        l lib -> usr/lib
                        l usr/lib/foo -> ../share/foo
                        l usr/share/foo/current -> v1
                        f usr/share/foo/v1/file "x"
                        """);
    }

    @Test
    void aLinkWhichTheMergeTurnsToItselfGivesWay() {
        UnpackedPackage compatible = pack("compatible", "l usr/lib/ld.so -> /lib/ld.so");
        UnpackedPackage real = pack("real", "f lib/ld.so \"real\"");
        assertThat(inAnyOrder(compatible, real)).isEqualTo("l lib -> usr/lib\nf usr/lib/ld.so \"real\"\n");
    }

    @Test
    void linksInACircleAreAMistakeOfThePackages() {
        UnpackedPackage a = pack("a", "l a -> b");
        UnpackedPackage b = pack("b", "l b -> a");
        assertThat(inAnyOrder(a, b)).isEqualTo("l a -> b\nl b -> a\n");
        assertThatThrownBy(() -> assembled(a, b, pack("c", "f a/file")))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("c 1.0: /a/file: links of packages go round in a circle there");
    }

    @Test
    void theFirstPackageDecidesHowADirectoryIs() {
        UnpackedPackage first = pack("first", "d 1777 0:0 srv/box\nl srv/box/link -> x");
        UnpackedPackage second = pack("second", "d 0700 0:7 srv/box");
        assertThat(assembled(first, second)).isEqualTo("d 1777 0:0 srv/box\nl srv/box/link -> x\n");
        assertThat(assembled(second, first)).isEqualTo("d 0700 0:7 srv/box\nl srv/box/link -> x\n");
    }

    @Test
    void allConflictsAreToldTogetherAndSameFilesAreNone() {
        UnpackedPackage a = pack("a\nVersion: 1.1", "f etc/same \"s\"\nf etc/one \"1\"\nf etc/mode \"m\"\nf etc/kind");
        UnpackedPackage b = pack("b", "f etc/same \"s\"\nf etc/one \"2\"\nf 0600 0:0 etc/mode \"m\"\nl etc/kind -> x");
        assertThatThrownBy(() -> assembled(a, b))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContainingAll("/etc/one: a 1.1 and b 1.0", "/etc/mode: a 1.1 and b 1.0", "/etc/kind: ")
                .hasMessageNotContaining("/etc/same");
    }

    @Test
    void aConflictSaysWhichPackageDivertsFiles() {
        UnpackedPackage other = pack("other", "f etc/x \"1\"");
        UnpackedPackage diverts = TestPackage.of(
                "Package: diverts\nVersion: 1.0\n",
                "f etc/x \"2\"",
                contents,
                "preinst",
                "#!/bin/sh\ndpkg-divert --package diverts --add --rename --divert /etc/x.old /etc/x\n");
        assertThatThrownBy(() -> assembled(other, diverts))
                .hasMessageContaining("/etc/x: other 1.0 and diverts 1.0 (the preinst of diverts diverts files");
    }

    @Test
    void replacesDecidesInAnyOrder() {
        UnpackedPackage old = pack("old\nVersion: 2-1", "f etc/x \"old\"");
        UnpackedPackage fresh = pack("fresh\nReplaces: other, old (<< 2-2)", "f etc/x \"fresh\"");
        UnpackedPackage wrong = pack("wrong\nReplaces: old (<< 2-1)", "f etc/x \"wrong\"");
        assertThat(inAnyOrder(old, fresh)).isEqualTo("f etc/x \"fresh\"\n");
        assertThatThrownBy(() -> assembled(old, wrong)).hasMessageContaining("/etc/x: old 2-1 and wrong 1.0");
    }

    @Test
    void whatTheFilterRemovesConflictsWithNothing() {
        UnpackedPackage a = pack("a", "f etc/x \"a\"\nl etc/dir -> /srv");
        UnpackedPackage b = pack("b", "f etc/x \"b\"\nf etc/dir/file");
        PackageFilter filter =
                new PackageFilter(true, Set.of(), Map.of("a", List.of(Pattern.compile("^/etc/(x|dir)$"))));
        assertThat(new TreeText(Assembly.of(List.of(a, b), filter), contents).list())
                .isEqualTo("f etc/dir/file\nf etc/x \"b\"\n");
    }
}
