package io.keelson.packages.deb.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.KeelsonException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathGuardTest {
    @TempDir
    Path dir;

    @Test
    void refusesMembersThatLeaveTheRoot() throws Exception {
        refused(new TarWriter().file("../etc/passwd", "x"), "../etc/passwd", "goes upwards");
        refused(new TarWriter().file("./usr/../../x", "x"), "./usr/../../x", "goes upwards");
        refused(new TarWriter().file("/etc/passwd", "x"), "/etc/passwd", "is absolute");
        refused(new TarWriter().file(".//etc/passwd", "x"), ".//etc/passwd", "is absolute");
        refused(new TarWriter().file("./usr//x", "x"), "./usr//x", "empty component");
        refused(new TarWriter().file("./usr/./x", "x"), "./usr/./x", "empty component");
        refused(new TarWriter().file("", "x"), "", "its name is empty");
        refused(new TarWriter().dir("/"), "/", "is absolute");
        refused(
                new TarWriter()
                        .pax("path", "./a\0b".getBytes(StandardCharsets.UTF_8))
                        .file("./a", "x"),
                "./a\\0b",
                "contains a NUL");
    }

    @Test
    void refusesPathsThroughLinksInAnyOrder() throws Exception {
        refused(new TarWriter().symlink("./a", "/etc").file("./a/passwd", "x"), "a/passwd", "symbolic link a");
        refused(new TarWriter().symlink("./a", "b").dir("./a/c/d"), "a/c/d", "symbolic link a");
        refused(new TarWriter().file("./a/b", "x").symlink("./a", "/etc"), "a", "other members lie below it");
        refused(new TarWriter().dir("./a").symlink("./a", "/etc"), "a", "it is there twice");
        refused(new TarWriter().file("./a", "x").file("./a/b", "x"), "a/b", "a is not a directory");
    }

    @Test
    void refusesWrongHardLinksAndDuplicates() throws Exception {
        refused(new TarWriter().hardlink("./a", "../etc/passwd"), "../etc/passwd", "goes upwards");
        refused(new TarWriter().hardlink("./a", "/etc/passwd"), "/etc/passwd", "is absolute");
        refused(new TarWriter().hardlink("./a", "./etc/passwd"), "a", "no file before it");
        refused(new TarWriter().dir("./d").hardlink("./a", "./d"), "a", "no file before it");
        refused(new TarWriter().file("./a", "x").file("./a", "y"), "a", "it is there twice");
        refused(new TarWriter().dir("./a/").dir("./a"), "a", "it is there twice");
    }

    @Test
    void letsHonestMembersThrough() throws Exception {
        TarWriter tar = new TarWriter()
                .dir("./")
                .dir("./usr/")
                .symlink("./bin", "usr/bin")
                .file("./usr/bin/..x", "x")
                .hardlink("usr/bin/y", "./usr/bin/..x")
                .hardlink("./usr/bin/z", "usr/bin/y")
                .symlink("./usr/bin/up", "../../../etc");
        List<String> paths = new ArrayList<>();
        try (DebFile file = DebFile.open(Files.write(dir.resolve("good.deb"), ArWriter.deb(tar.bytes())))) {
            file.data((entry, _) -> paths.add(entry.path()));
        }
        assertThat(paths).containsExactly("", "usr", "bin", "usr/bin/..x", "usr/bin/y", "usr/bin/z", "usr/bin/up");
    }

    private void refused(TarWriter tar, String member, String why) throws Exception {
        Path deb = Files.write(dir.resolve("evil.deb"), ArWriter.deb(tar.bytes()));
        try (DebFile file = DebFile.open(deb)) {
            assertThatThrownBy(() -> file.data((_, content) -> content.readAllBytes()))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining(deb + ": data.tar: refused the member \"" + member + "\": ")
                    .hasMessageContaining(why);
        }
    }
}
