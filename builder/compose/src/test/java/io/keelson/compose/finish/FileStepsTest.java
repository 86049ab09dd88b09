package io.keelson.compose.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.finish.AddFiles.Addition;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStepsTest {
    private static final TreeText TREE = TreeText.of("""
            l lib -> usr/lib
            d etc/conf.d
            f etc/hostname "a"
            f usr/lib/module/a.ko
            f usr/lib/module/b.ko
            l usr/lib/link -> module
            d usr/local/bin
            d var
            """);

    @TempDir
    Path dir;

    private AddFiles add(Contents contents, String... namesAndDestinations) {
        List<Addition> additions = new ArrayList<>();
        for (String pair : namesAndDestinations) {
            List<String> parts = Arrays.asList(pair.split(" => ", 2));
            Entry entry = LocalFiles.read(dir.resolve(parts.getFirst()), contents);
            additions.add(new Addition(parts.getFirst(), entry, parts.getLast()));
        }
        return new AddFiles(additions);
    }

    private void write(String name, String text, String mode) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.setPosixFilePermissions(Files.writeString(file, text), PosixFilePermissions.fromString(mode));
    }

    @Test
    void putsFilesWhereTheyAreWanted() throws IOException {
        write("f/plain", "p", "rw-rw-r--");
        write("f/tool", "t", "rwx------");
        TreeText after = TREE.after(add(
                TREE.contents(),
                "f/plain => /etc/hostname",
                "f/plain => etc/conf.d",
                "f/tool => lib/tools/",
                "f/plain => usr/etc/other"));
        assertThat(after.list("etc", "usr/lib/tools")).isEqualTo("""
                f etc/conf.d/plain "p"
                f etc/hostname "p"
                f etc/other "p"
                f 0755 0:0 usr/lib/tools/tool "t"
                """);
    }

    @Test
    void laysDirectoriesOverTheImage() throws IOException {
        write("over/etc/hostname", "mine", "rw-------");
        write("over/lib/module/c.ko", "c", "rw-r--r--");
        write("over/usr/share/new/deep/x", "x", "rw-r--r--");
        Files.createSymbolicLink(dir.resolve("over/usr/share/new/link"), Path.of("../gone"));
        assertThat(TREE.after(add(TREE.contents(), "over => /")).list("etc", "lib", "usr/lib", "usr/share"))
                .isEqualTo("""
                d etc/conf.d
                f etc/hostname "mine"
                l lib -> usr/lib
                l usr/lib/link -> module
                f usr/lib/module/a.ko
                f usr/lib/module/b.ko
                f usr/lib/module/c.ko "c"
                f usr/share/new/deep/x "x"
                l usr/share/new/link -> ../gone
                """);
    }

    @Test
    void refusesPlacesThatAreNotTheImages() throws IOException {
        write("x", "", "rw-r--r--");
        write("d/hostname/y", "", "rw-r--r--");
        write("d2/conf.d", "", "rw-r--r--");
        AddFiles step = add(
                TREE.contents(),
                "x => /var/x",
                "x => usr/local/bin/x",
                "x => ../../etc/../x",
                "d => etc",
                "d2 => etc",
                "x => usr");
        assertThatThrownBy(() -> TREE.after(step))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("""
                add-files: x to /var/x: /var/x is not below /usr (without /usr/local) or /etc
                add-files: x to usr/local/bin/x: /usr/local/bin/x is not below /usr (without /usr/local) or /etc
                add-files: x to ../../etc/../x: /x is not below /usr (without /usr/local) or /etc
                add-files: d to etc: /etc/hostname of the image is not a directory
                add-files: d2 to etc: /etc/conf.d is a directory of the image""");
    }

    @Test
    void readsOnlyFilesDirectoriesAndLinks() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", dir.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createSymbolicLink(dir.resolve("dangling"), Path.of("nowhere"));
        assertThatThrownBy(() -> LocalFiles.read(dir, new Contents()))
                .hasMessage(dir.resolve("pipe") + " is neither a file nor a directory nor a link");
        assertThatThrownBy(() -> LocalFiles.read(dir.resolve("none"), new Contents()))
                .hasMessage(dir.resolve("none") + " does not exist");
    }

    @Test
    void largeFilesAreReadFromWhereTheyAre() throws IOException {
        Path large = dir.resolve("large");
        Files.write(large, new byte[3 << 20]);
        Contents contents = new Contents();
        Entry.File file = (Entry.File) LocalFiles.read(large, contents);
        assertThat(file.size()).isEqualTo(3 << 20);
        assertThat(contents.path(file.content())).isEqualTo(large);
    }

    @Test
    void removesFilesAndDirectories() {
        assertThat(TREE.after(new RemoveFiles(List.of("lib/module", "usr/etc/hostname", "not/there", "usr/lib/link")))
                        .list())
                .isEqualTo("d etc/conf.d\nl lib -> usr/lib\nd usr/lib\nd usr/local/bin\nd var\n");
        assertThatThrownBy(() -> TREE.after(new RemoveFiles(List.of("/etc/a", "../x", "."))))
                .hasMessage("""
                        remove-files: /etc/a is not a path relative to the root of the image
                        remove-files: ../x is not a path relative to the root of the image
                        remove-files: . is not a path relative to the root of the image""");
    }
}
