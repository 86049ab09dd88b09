package io.keelson.compose.deb;

import io.keelson.compose.finish.TreeText;
import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.packages.LockedPackage;
import io.keelson.packages.deb.control.Deb822;
import io.keelson.packages.deb.control.Stanza;
import io.keelson.release.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Packages for tests, written as text.
public final class TestPackage {
    private TestPackage() {}

    /// A package with the fields of `control` and the files of `tree` (see [TreeText]).
    ///
    /// @param scripts names and texts of control files, in turn
    public static UnpackedPackage of(String control, String tree, Contents contents, String... scripts) {
        Stanza stanza = Deb822.parse("control", control).getFirst();
        List<PackageEntry> entries = new ArrayList<>();
        TreeText.of(tree, contents).tree().walk((path, entry) -> entries.add(member(path, entry)));
        SortedMap<String, UnpackedPackage.ControlFile> files = new TreeMap<>();
        for (int i = 0; i < scripts.length; i += 2) {
            byte[] text = scripts[i + 1].getBytes(StandardCharsets.UTF_8);
            files.put(scripts[i], new UnpackedPackage.ControlFile(0755, text));
        }
        return new UnpackedPackage(locked(stanza), control.strip(), stanza, files, entries);
    }

    private static PackageEntry member(String path, Entry entry) {
        return switch (entry) {
            case Entry.Dir dir -> new PackageEntry(path, Entry.Dir.empty(dir.meta()), null);
            case Entry.File file ->
                new PackageEntry(path, file, new PackageEntry.Stored(path.length(), Digest.of(new byte[0])));
            case Entry.Link link -> new PackageEntry(path, link, null);
        };
    }

    private static LockedPackage locked(Stanza stanza) {
        String name = stanza.get("Package", "");
        return new LockedPackage(
                name,
                stanza.get("Version", "1.0"),
                stanza.get("Architecture", "all"),
                "test",
                "http://localhost/" + name + ".deb",
                Digest.of(name.getBytes(StandardCharsets.UTF_8)),
                1);
    }
}
