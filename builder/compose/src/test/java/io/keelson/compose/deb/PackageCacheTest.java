package io.keelson.compose.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keelson.compose.Run;
import io.keelson.compose.finish.TreeText;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.packages.LockedPackage;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageCacheTest {
    @TempDir
    Path directory;

    private final Contents contents = new Contents();
    private Path deb = Path.of("");
    private LockedPackage locked = lock("1.0");

    private static LockedPackage lock(String version) {
        return new LockedPackage(
                "tool", version, "all", "test", "http://localhost/tool.deb", Digest.of(new byte[0]), 1);
    }

    @BeforeEach
    void makePackage() throws IOException, InterruptedException {
        Run.script(directory, """
                mkdir -p p/DEBIAN p/usr/bin p/etc
                printf 'Package: tool\\nVersion: 1.0\\nArchitecture: all\\nMaintainer: T <t@example.org>\\nDescription: t\\n' \\
                    > p/DEBIAN/control
                echo /etc/tool.conf > p/DEBIAN/conffiles
                printf conf > p/etc/tool.conf; printf prog > p/usr/bin/tool
                chmod 4755 p/usr/bin/tool; ln p/usr/bin/tool p/usr/bin/zz; ln -s tool p/usr/bin/alias
                dpkg-deb --root-owner-group --build p tool.deb
                """);
        deb = directory.resolve("tool.deb");
        locked = new LockedPackage("tool", "1.0", "all", "test", "http://localhost/tool.deb", Digest.of(deb), 1);
    }

    private PackageCache cache(Contents known) throws IOException {
        return new PackageCache(directory.resolve("cache"), known);
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("cache"))) {
            return all.toList();
        }
    }

    @Test
    void aPackageIsFoundAgainAsItWasUnpacked() throws IOException {
        assertThat(cache(contents).find(locked)).isNull();
        UnpackedPackage unpacked = cache(contents).unpack(locked, deb);
        Contents later = new Contents();
        UnpackedPackage found = Objects.requireNonNull(cache(later).find(locked));
        assertThat(found.entries()).isEqualTo(unpacked.entries());
        assertThat(found.control()).isEqualTo(unpacked.control());
        assertThat(found.lines("conffiles")).containsExactly("/etc/tool.conf");
        assertThat(new TreeText(Assembly.of(List.of(found), PackageFilter.ALL), later).list())
                .isEqualTo("""
                        l bin -> usr/bin
                        f etc/tool.conf "conf"
                        l usr/bin/alias -> tool
                        f 4755 0:0 usr/bin/tool "prog"
                        f 4755 0:0 usr/bin/zz "prog"
                        """);
        assertThat(cached())
                .containsExactly(
                        directory.resolve("cache").resolve(locked.sha256().hex()));
    }

    @Test
    void contentsAreFilesOfTheCacheWithThePermissionsOfThePackage() throws IOException {
        UnpackedPackage unpacked = cache(contents).unpack(locked, deb);
        Entry.File tool = Objects.requireNonNull(
                Assembly.of(List.of(unpacked), PackageFilter.ALL).file("usr/bin/tool"));
        Path stored = Objects.requireNonNull(contents.path(tool.content(), 0755));
        assertThat(stored).hasContent("prog").startsWith(directory.resolve("cache"));
        assertThat(Files.getAttribute(stored, "unix:mode")).isEqualTo(0100755);
    }

    @Test
    void whoComesSecondUsesWhatTheFirstUnpacked() throws IOException {
        UnpackedPackage first = cache(contents).unpack(locked, deb);
        Path manifest = cached().getFirst().resolve(Manifest.NAME);
        Object before = Files.readAttributes(manifest, "unix:ino").get("ino");
        UnpackedPackage second = cache(contents).unpack(locked, deb);
        assertThat(second.entries()).isEqualTo(first.entries());
        assertThat(Files.readAttributes(manifest, "unix:ino")).containsEntry("ino", before);
        assertThat(cached()).hasSize(1);
    }

    @Test
    void aDirectoryOfAnotherFormatGivesWay() throws IOException {
        Path old = Files.createDirectories(
                directory.resolve("cache").resolve(locked.sha256().hex()));
        Files.writeString(old.resolve("manifest-0"), "of long ago");
        assertThat(cache(contents).find(locked)).isNull();
        cache(contents).unpack(locked, deb);
        assertThat(old.resolve("manifest-0")).doesNotExist();
        assertThat(cache(new Contents()).find(locked)).isNotNull();
    }

    @Test
    void aManifestThatEndsAnywhereIsDamaged() throws IOException {
        cache(contents).unpack(locked, deb);
        Path manifest = cached().getFirst().resolve(Manifest.NAME);
        byte[] whole = Files.readAllBytes(manifest);
        for (int length = 0; length < whole.length; length++) {
            Files.write(manifest, java.util.Arrays.copyOf(whole, length));
            KeelsonException e = catchThrowableOfType(
                    KeelsonException.class, () -> cache(new Contents()).find(locked));
            assertThat(e).as("length %s", length).isNotNull();
            assertThat(e.getMessage())
                    .startsWith(manifest + ": the cache is damaged: ")
                    .doesNotContain("null");
            assertThat(e.hint()).isEqualTo("remove " + manifest.getParent() + " and run again");
        }
    }

    @Test
    void aPackageThatIsNotWhatTheIndexSaysLeavesNothing() throws IOException {
        assertThatThrownBy(() -> cache(contents).unpack(lock("2.0"), deb))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("cannot unpack tool 2.0 from http://localhost/tool.deb")
                .hasMessageContaining("the package says Version: 1.0, the index of test says 2.0");
        Files.writeString(deb, "no archive");
        assertThatThrownBy(() -> cache(contents).unpack(locked, deb))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("cannot unpack tool 1.0");
        assertThat(cached()).isEmpty();
    }
}
