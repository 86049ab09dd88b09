package io.keelson.compose.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.Meta;
import io.keelson.ostree.Xattrs;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    @TempDir
    Path directory;

    @Test
    void readsWhatItWrote() throws IOException {
        Xattrs xattrs =
                Xattrs.of(Map.of("security.capability", new byte[] {1, 0, -1}, "user.pax.flags", new byte[] {'m'}));
        Digest digest = Digest.of(new byte[] {7});
        UnpackedPackage plain = TestPackage.of(
                "Package: tool\nVersion: 1\nDescription: ü\n long\n",
                "",
                new io.keelson.compose.tree.Contents(),
                "postinst",
                "#!/bin/sh\n",
                "triggers",
                "");
        List<PackageEntry> entries = List.of(
                new PackageEntry("var/tmp", Entry.Dir.empty(Meta.root(01777)), null),
                new PackageEntry("a/ü \n\"", new Entry.Link(new Meta(1, 2, 0777, Xattrs.EMPTY), "../ö"), null),
                new PackageEntry(
                        "usr/bin/ping",
                        new Entry.File(new Meta(-2, Integer.MAX_VALUE, 07777, xattrs), digest, 1L << 40),
                        new PackageEntry.Stored(70_000, Digest.of(new byte[] {8}))));
        UnpackedPackage written =
                new UnpackedPackage(plain.locked(), plain.control(), plain.stanza(), plain.scripts(), entries);
        Path file = directory.resolve("manifest");
        Manifest.write(file, written);
        UnpackedPackage read = Manifest.read(file, plain.locked());
        assertThat(read.entries()).isEqualTo(entries);
        assertThat(read.control()).isEqualTo(plain.control());
        assertThat(read.stanza().get("Description")).isEqualTo("ü\nlong");
        assertThat(new TreeMap<>(read.scripts())).containsOnlyKeys("postinst", "triggers");
        assertThat(read.lines("postinst")).containsExactly("#!/bin/sh");
        assertThat(Objects.requireNonNull(read.script("triggers")).mode()).isEqualTo(0755);
    }
}
