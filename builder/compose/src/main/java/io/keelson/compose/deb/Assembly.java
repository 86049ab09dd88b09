package io.keelson.compose.deb;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.compose.tree.TreePath;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lays packages together into one tree whose /bin, /sbin and /lib* are links into /usr. Links come
/// first, so that members which another package sees through a link land where the link points, as
/// they would when dpkg unpacked them.
public final class Assembly {
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib32", "lib64", "libo32", "libx32");

    private final PackageFilter filter;
    private final TreeEditor editor = FileTree.EMPTY.edit();
    private final Map<String, String> links = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, UnpackedPackage> owners = new HashMap<>();
    private final Replacements replacements = new Replacements();
    private final List<String> conflicts = new ArrayList<>();

    private Assembly(PackageFilter filter) {
        this.filter = filter;
    }

    /// Assembles `packages` in their order: of two that bring the same directory the first decides its
    /// metadata.
    ///
    /// @throws KeelsonException that lists every file that two packages bring with different content
    public static FileTree of(List<UnpackedPackage> packages, PackageFilter filter) {
        Assembly assembly = new Assembly(filter);
        for (String name : MERGED) {
            assembly.links.put(name, "usr/" + name);
        }
        assembly.addLinks(packages);
        packages.forEach(assembly::addDirectories);
        packages.forEach(assembly::addFiles);
        assembly.addMergedLinks();
        if (!assembly.conflicts.isEmpty()) {
            throw new KeelsonException("packages bring different files to the same place:\n  "
                            + String.join("\n  ", assembly.conflicts))
                    .withHint("leave one of the packages out, or use remove-from-packages");
        }
        return assembly.editor.build();
    }

    /// A link may be seen through a link of another package, which then must be there before it: so those
    /// with the fewest directories above them come first.
    private void addLinks(List<UnpackedPackage> packages) {
        List<LinkOf> all = new ArrayList<>();
        for (UnpackedPackage unpacked : packages) {
            for (PackageEntry member : unpacked.entries()) {
                if (member.entry() instanceof Entry.Link link && filter.keeps(unpacked.name(), member)) {
                    all.add(new LinkOf(unpacked, member.path(), link));
                }
            }
        }
        all.sort(Comparator.comparingInt(LinkOf::depth));
        all.forEach(this::addLink);
    }

    private void addLink(LinkOf of) {
        String path = canonical(of.unpacked(), of.path());
        if (!MERGED.contains(path) && !isToItself(path, of.link()) && place(of.unpacked(), path, of.link())) {
            links.put(path, of.link().target());
            parents.clear();
        }
    }

    private boolean isToItself(String path, Entry.Link link) {
        String target =
                link.target().startsWith("/") ? link.target() : TreePath.join(TreePath.parent(path), link.target());
        try {
            return TreePath.canonical(links::get, target).equals(path);
        } catch (IllegalArgumentException e) {
            return false; // to nowhere, which is no concern of anybody yet
        }
    }

    private void addDirectories(UnpackedPackage unpacked) {
        for (PackageEntry member : unpacked.entries()) {
            if (member.entry() instanceof Entry.Dir dir && filter.keeps(unpacked.name(), member)) {
                String path = canonical(unpacked, member.path());
                if (!editor.has(path) && !links.containsKey(path)) {
                    place(unpacked, path, dir);
                } else if (editor.get(path) instanceof Entry.Dir && !owners.containsKey(path)) {
                    editor.setMeta(path, dir.meta());
                    owners.put(path, unpacked);
                }
            }
        }
    }

    private void addFiles(UnpackedPackage unpacked) {
        for (PackageEntry member : unpacked.entries()) {
            if (member.entry() instanceof Entry.File file && filter.keeps(unpacked.name(), member)) {
                place(unpacked, canonical(unpacked, member.path()), file);
            }
        }
    }

    private void addMergedLinks() {
        for (String name : MERGED) {
            if (editor.has("usr/" + name)) {
                editor.put(name, Entry.Link.to("usr/" + name));
            }
        }
    }

    /// Puts an entry where it belongs unless another package has a better right to the place.
    private boolean place(UnpackedPackage unpacked, String path, Entry entry) {
        UnpackedPackage owner = owners.get(path);
        Entry there = owner == null ? null : editor.get(path);
        if (owner != null && there != null) {
            if (there.equals(entry) || replacements.replaces(owner, unpacked)) {
                return false;
            }
            if (!owner.equals(unpacked) && !replacements.replaces(unpacked, owner)) {
                conflicts.add(
                        "/" + path + ": " + owner.label() + " and " + unpacked.label() + diversion(owner, unpacked));
                return false;
            }
        }
        editor.put(path, entry);
        owners.put(path, unpacked);
        return true;
    }

    /// dpkg would have moved one of the two files away; here all are laid before any script runs.
    private static String diversion(UnpackedPackage... both) {
        for (UnpackedPackage unpacked : both) {
            if (unpacked.lines("preinst").stream().anyMatch(line -> line.contains("dpkg-divert"))) {
                return " (the preinst of " + unpacked.name()
                        + " diverts files; between packages that is not supported)";
            }
        }
        return "";
    }

    private String canonical(UnpackedPackage unpacked, String path) {
        try {
            String real = parents.computeIfAbsent(TreePath.parent(path), this::throughLinks);
            return TreePath.join(real, TreePath.name(path));
        } catch (IllegalArgumentException e) {
            throw new KeelsonException(
                    unpacked.label() + ": /" + path + ": links of packages go round in a circle there", e);
        }
    }

    /// The place of a directory: its last part, too, is followed when it is a link.
    private String throughLinks(String directory) {
        return directory.isEmpty() ? "" : TreePath.parent(TreePath.canonical(links::get, directory + "/x"));
    }

    /// A link of a package.
    private record LinkOf(UnpackedPackage unpacked, String path, Entry.Link link) {
        int depth() {
            return TreePath.parts(path).size();
        }
    }
}
