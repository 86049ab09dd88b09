package io.keelson.compose.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.Run;
import io.keelson.compose.finish.TreeText;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database is judged by dpkg itself.
class DpkgDatabaseTest {
    private static final String FIELDS = "Maintainer: T <t@example.org>\nDescription: for a test\n";

    @TempDir
    Path root;

    private final Contents contents = new Contents();
    private FileTree tree = FileTree.EMPTY;

    @BeforeEach
    void write() {
        List<UnpackedPackage> packages = List.of(
                TestPackage.of(
                        "Package: tool\nVersion: 1:2.0-1\nArchitecture: all\nStatus: deinstall ok half-installed\n"
                                + FIELDS,
                        "f etc/tool.conf \"a = 1\\n\"\nf 0755 0:0 bin/tool \"#!\"\nd usr/share/tool",
                        contents,
                        "conffiles",
                        "/etc/tool.conf\n/etc/filtered.conf\nremove-on-upgrade /etc/gone.conf\n",
                        "md5sums",
                        "",
                        "postinst",
                        "#!/bin/sh\n",
                        "triggers",
                        "# a comment\ninterest-noawait /usr/share/tool\ninterest named-one # why\nactivate other\n"),
                library("amd64"),
                library("i386"));
        tree = DpkgDatabase.add(Assembly.of(packages, PackageFilter.ALL), packages, "amd64", contents);
        tree.walk(this::write);
    }

    private UnpackedPackage library(String arch) {
        String control = "Package: library\nVersion: 3\nMulti-Arch: same\nArchitecture: " + arch + "\n" + FIELDS;
        return TestPackage.of(
                control,
                "f usr/lib/" + arch + "/lib.so \"" + arch + "\"",
                contents,
                "md5sums",
                "",
                "triggers",
                "interest named-one\n");
    }

    private void write(String path, Entry entry) {
        try {
            switch (entry) {
                case Entry.Dir _ -> Files.createDirectory(root.resolve(path));
                case Entry.File file -> Files.write(root.resolve(path), contents.bytes(file.content()));
                case Entry.Link link -> Files.createSymbolicLink(root.resolve(path), Path.of(link.target()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String dpkg(String command) throws IOException, InterruptedException {
        return Run.script(root, command.replace("ADMIN", "--admindir=var/lib/dpkg"));
    }

    @Test
    void allPackagesAreUnpacked() throws IOException, InterruptedException {
        assertThat(dpkg("dpkg-query ADMIN -W -f '${Package} ${Version} ${Architecture} ${db:Status-Status}\\n'"))
                .isEqualTo("""
                        library 3 amd64 unpacked
                        library 3 i386 unpacked
                        tool 1:2.0-1 all unpacked
                        """);
        assertThat(dpkg("dpkg ADMIN --print-foreign-architectures")).isEqualTo("i386\n");
    }

    @Test
    void auditMissesNothingButTheirConfiguration() throws IOException, InterruptedException {
        assertThat(dpkg("dpkg ADMIN --audit | grep -v '^ '"))
                .startsWith("The following packages have been unpacked but not yet configured.")
                .doesNotContain("missing", "half", "mess")
                .containsOnlyOnce("The following packages");
    }

    @Test
    void filesHaveOwners() throws IOException, InterruptedException {
        assertThat(dpkg("dpkg-query ADMIN -L tool"))
                .isEqualTo("/.\n/bin\n/bin/tool\n/etc\n/etc/tool.conf\n/usr\n/usr/share\n/usr/share/tool\n");
        assertThat(dpkg("dpkg-query ADMIN -S /usr/lib/i386/lib.so")).isEqualTo("library:i386: /usr/lib/i386/lib.so\n");
        assertThat(dpkg("dpkg-query ADMIN --control-list tool | sort")).isEqualTo("md5sums\npostinst\ntriggers\n");
    }

    @Test
    void conffilesHaveTheSumOfWhatIsThere() throws IOException, InterruptedException {
        assertThat(dpkg("dpkg-query ADMIN -W -f '${Conffiles}\\n' tool | sed 's/^ //'; md5sum < etc/tool.conf"))
                .isEqualTo("""
                        /etc/tool.conf 9358f2568f3316fe7e78a4fa7707c414
                        /etc/filtered.conf newconffile
                        9358f2568f3316fe7e78a4fa7707c414  -
                        """);
    }

    @Test
    void triggersNameWhoIsInterested() {
        TreeText text = new TreeText(tree, contents);
        assertThat(text.text("var/lib/dpkg/triggers/File")).isEqualTo("/usr/share/tool tool/noawait\n");
        assertThat(text.text("var/lib/dpkg/triggers/named-one")).isEqualTo("library:amd64\nlibrary:i386\ntool\n");
        assertThat(tree.has("var/lib/dpkg/triggers/other")).isFalse();
    }
}
