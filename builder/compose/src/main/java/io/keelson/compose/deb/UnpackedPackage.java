package io.keelson.compose.deb;

import io.keelson.compose.tree.Entry;
import io.keelson.packages.LockedPackage;
import io.keelson.packages.deb.Relations;
import io.keelson.packages.deb.control.Stanza;
import io.keelson.release.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A package whose files are in the cache.
///
/// @param locked which package it is
/// @param control its control stanza as text, without a blank line at the end
/// @param stanza the same, parsed
/// @param scripts its other control files by name: `postinst`, `triggers`, `md5sums`, ...
/// @param entries its members in their order
public record UnpackedPackage(
        LockedPackage locked,
        String control,
        Stanza stanza,
        SortedMap<String, ControlFile> scripts,
        List<PackageEntry> entries) {

    /// A control file.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record ControlFile(int mode, byte[] bytes) {}

    /// The name of the package.
    public String name() {
        return locked.name();
    }

    /// Name and version, for messages.
    public String label() {
        return locked.name() + " " + locked.version();
    }

    /// Tells `objects` of every file that `filter` keeps.
    public void announce(PackageFilter filter, BiConsumer<Entry.File, Digest> objects) {
        for (PackageEntry member : entries) {
            if (member.entry() instanceof Entry.File file && member.stored() != null && filter.keeps(name(), member)) {
                objects.accept(file, member.stored().object());
            }
        }
    }

    /// Names that this package depends on, those before unpacking first; of alternatives all.
    public List<String> dependencies() {
        List<String> names = new ArrayList<>();
        for (String field : List.of("Pre-Depends", "Depends")) {
            Relations.parse(stanza.get(field, ""), locked.arch())
                    .forEach(clause -> clause.alternatives().forEach(relation -> names.add(relation.name())));
        }
        return names;
    }

    /// The name under which dpkg keeps its control files: with the architecture where several may be
    /// installed side by side.
    String instance() {
        return "same".equals(stanza.get("Multi-Arch")) ? name() + ":" + locked.arch() : name();
    }

    /// A control file as lines, or nothing when the package has none of that name.
    List<String> lines(String script) {
        ControlFile file = scripts.get(script);
        return file == null
                ? List.of()
                : new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .toList();
    }

    @Nullable
    ControlFile script(String script) {
        return scripts.get(script);
    }
}
