package io.keelson.packages.deb.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.packages.Shell;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebFileTest {
    private static final String LONG = "long-".repeat(30);

    @TempDir
    Path dir;

    @BeforeEach
    void tree() throws Exception {
        Shell.run(dir, """
                mkdir -p tree/DEBIAN tree/usr/bin tree/usr/share/%1$s/%1$s tree/var/lib
                printf 'Package: tool\\nVersion: 1:2-3\\nArchitecture: amd64\\nMaintainer: A B <a@b>\\nDescription: d\\n x\\n' > tree/DEBIAN/control
                printf '#!/bin/sh\\nexit 0\\n' > tree/DEBIAN/postinst
                chmod 755 tree/DEBIAN/postinst
                echo /etc/tool.conf > tree/DEBIAN/conffiles
                mkdir tree/etc; echo conf > tree/etc/tool.conf
                seq 1 200000 > tree/usr/bin/tool
                chmod 4755 tree/usr/bin/tool
                ln tree/usr/bin/tool tree/usr/bin/tool2
                ln -s ../bin/tool tree/usr/bin/link
                ln -s /absolute/%1$s tree/usr/bin/long-link
                echo x > tree/usr/share/%1$s/%1$s/file
                echo ü > 'tree/usr/share/ümläut name'
                : > tree/usr/share/empty
                mkfifo tree/var/lib/pipe
                chmod 1777 tree/var/lib
                """.formatted(LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "xz", "zstd"})
    void readsWhatDpkgDebWrites(String compression) throws Exception {
        Shell.run(dir, "dpkg-deb --root-owner-group -Z" + compression + " -b tree tool.deb");

        assertSameAsDpkg(dir.resolve("tool.deb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bzip2:bz2", "lzma:lzma"})
    void readsTheOldCompressions(String compression) throws Exception {
        String tool = compression.split(":", 2)[0];
        String suffix = compression.split(":", 2)[1];
        Shell.run(dir, """
                echo 2.0 > debian-binary
                tar --format=gnu --owner=root:0 --group=root:0 -C tree/DEBIAN -cz -f control.tar.gz .
                tar --format=gnu --owner=root:0 --group=root:0 --exclude=./DEBIAN -C tree -c . | %s > data.tar.%s
                """.formatted(tool, suffix));
        byte[] deb = new ArWriter()
                .member("debian-binary", Files.readAllBytes(dir.resolve("debian-binary")))
                .member("control.tar.gz", Files.readAllBytes(dir.resolve("control.tar.gz")))
                .member("_ignored", new byte[3])
                .member("data.tar." + suffix, Files.readAllBytes(dir.resolve("data.tar." + suffix)))
                .bytes();
        Files.write(dir.resolve("tool.deb"), deb);

        try (DebFile file = DebFile.open(dir.resolve("tool.deb"))) {
            assertThat(file.control().stanza().get("Package")).isEqualTo("tool");
        }
        assertThat(contents(dir.resolve("tool.deb"))).isEqualTo(contentsOnDisk(dir.resolve("tree")));
    }

    @Test
    void readsControlFilesWithModes() throws Exception {
        Shell.run(dir, "dpkg-deb --root-owner-group -b tree tool.deb");

        try (DebFile file = DebFile.open(dir.resolve("tool.deb"))) {
            DebControl control = file.control();
            assertThat(control.stanza().get("Version")).isEqualTo("1:2-3");
            assertThat(control.files()).containsOnlyKeys("conffiles", "control", "postinst");
            assertThat(control.text("postinst")).isEqualTo("#!/bin/sh\nexit 0\n");
            assertThat(control.files().get("postinst"))
                    .isNotNull()
                    .satisfies(script -> assertThat(script.mode()).isEqualTo(0755));
            assertThat(control.text("prerm")).isNull();
        }
    }

    @Test
    void readsExtendedAttributesNamesAndLargeNumbersFromPax() throws Exception {
        byte[] capability = {1, 0, 0, 2, 0, 32, 0, '\n', '=', 0};
        byte[] tar = new TarWriter()
                .pax("SCHILY.xattr.security.capability", capability)
                .file("./ping", "x")
                .pax("uid", "3000000".getBytes(StandardCharsets.US_ASCII))
                .pax("mtime", "1700000000.123".getBytes(StandardCharsets.US_ASCII))
                .pax("path", "./a/b".getBytes(StandardCharsets.US_ASCII))
                .file("./other", "yz")
                .bytes();
        Path deb = Files.write(dir.resolve("pax.deb"), ArWriter.deb(tar));

        List<DebEntry> entries = entries(deb);
        assertThat(entries).extracting(DebEntry::path).containsExactly("ping", "a/b");
        assertThat(entries.getFirst().xattrs()).containsOnlyKeys("security.capability");
        byte[] value = new byte[capability.length];
        entries.getFirst().xattrs().values().iterator().next().duplicate().get(value);
        assertThat(value).isEqualTo(capability);
        assertThat(entries.get(1).xattrs()).isEmpty();
        assertThat(entries.get(1).uid()).isEqualTo(3_000_000);
        assertThat(entries.get(1).mtime()).isEqualTo(1_700_000_000);
    }

    @Test
    void namesTheFileAndThePlaceWhenItIsTruncatedAnywhere() throws Exception {
        for (String compression : List.of("none", "gzip", "xz", "zstd")) {
            Shell.run(dir, "dpkg-deb --root-owner-group -Z" + compression + " -b tree tool.deb");
            byte[] whole = Files.readAllBytes(dir.resolve("tool.deb"));
            for (int length : new int[] {0, 7, 30, 100, whole.length / 2, whole.length - 2}) {
                Path cut = Files.write(dir.resolve("cut.deb"), Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> entries(cut))
                        .as("%s cut to %d of %d", compression, length, whole.length)
                        .isInstanceOf(KeelsonException.class)
                        .hasMessageContaining("cut.deb: not a readable package: it is truncated");
            }
        }
    }

    @Test
    void namesThePartWhenItsContentIsCutOrDamaged() throws Exception {
        for (String compression : List.of("gzip:gz", "xz:xz", "zstd:zst", "bzip2:bz2", "lzma:lzma")) {
            String tool = compression.split(":", 2)[0];
            String member = "data.tar." + compression.split(":", 2)[1];
            Shell.run(dir, "tar -C tree --exclude=./var -c . | " + tool + " > data");
            byte[] data = Files.readAllBytes(dir.resolve("data"));
            Path cut = write(member, Arrays.copyOf(data, data.length * 2 / 3));
            assertThatThrownBy(() -> entries(cut))
                    .as(member + " cut")
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("bad.deb: " + member + " is corrupt after ");
            if (!tool.equals("lzma")) { // which has no checksum
                data[data.length / 2] ^= 0x55;
                Path damaged = write(member, data);
                assertThatThrownBy(() -> entries(damaged))
                        .as(member + " damaged")
                        .isInstanceOf(KeelsonException.class)
                        .hasMessageContaining("bad.deb: " + member + " is corrupt after ");
            }
        }
    }

    @Test
    void whatTheVisitorThrowsIsNotBlamedOnThePackage() throws Exception {
        Path deb = Files.write(
                dir.resolve("fine.deb"),
                ArWriter.deb(new TarWriter().file("./a", "x").bytes()));
        IOException full = new IOException("No space left on device");
        try (DebFile file = DebFile.open(deb)) {
            assertThatThrownBy(() -> file.data((_, _) -> {
                        throw full;
                    }))
                    .isSameAs(full);
        }
    }

    private Path write(String member, byte[] data) throws IOException {
        byte[] deb = new ArWriter()
                .member("debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII))
                .member("control.tar", ArWriter.CONTROL)
                .member(member, data)
                .bytes();
        return Files.write(dir.resolve("bad.deb"), deb);
    }

    private void assertSameAsDpkg(Path deb) throws Exception {
        String listing = Shell.run(
                dir,
                "dpkg-deb --fsys-tarfile " + deb
                        + " | tar --full-time --utc --numeric-owner --quoting-style=literal -tv");
        List<String> ours = new ArrayList<>();
        for (DebEntry entry : entries(deb)) {
            ours.add(Listing.line(entry));
        }
        assertThat(ours).isEqualTo(listing.lines().map(Listing::canonical).toList());
        Shell.run(dir, "rm -rf x; dpkg-deb -x " + deb + " x");
        assertThat(contents(deb)).isEqualTo(contentsOnDisk(dir.resolve("x")));
    }

    private static List<DebEntry> entries(Path deb) throws IOException {
        List<DebEntry> entries = new ArrayList<>();
        try (DebFile file = DebFile.open(deb)) {
            file.data((entry, _) -> entries.add(entry));
        }
        return entries;
    }

    private static Map<String, Digest> contents(Path deb) throws IOException {
        Map<String, Digest> digests = new TreeMap<>();
        try (DebFile file = DebFile.open(deb)) {
            file.data((entry, content) -> {
                switch (entry.node()) {
                    case DebEntry.RegularFile _ -> digests.put(entry.path(), Digest.of(content.readAllBytes()));
                    case DebEntry.HardLink(String target) ->
                        digests.put(entry.path(), Objects.requireNonNull(digests.get(target)));
                    default -> {}
                }
            });
        }
        return digests;
    }

    private static Map<String, Digest> contentsOnDisk(Path root) throws IOException {
        Map<String, Digest> digests = new TreeMap<>();
        try (var files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String path = root.relativize(file).toString();
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !path.startsWith("DEBIAN")) {
                    digests.put(path, Digest.of(file));
                }
            }
        }
        return digests;
    }
}
