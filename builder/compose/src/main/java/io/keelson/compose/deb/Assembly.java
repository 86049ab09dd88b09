package io.keelson.compose.deb;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.compose.tree.TreePath;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
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
        packages.forEach(assembly::addLinks);
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

    private void addLinks(UnpackedPackage unpacked) {
        for (PackageEntry member : unpacked.entries()) {
            if (member.entry() instanceof Entry.Link link && filter.keeps(unpacked.name(), member)) {
                String path = canonical(member.path());
                boolean toItself = TreePath.canonical(links::get, resolve(path, link.target()))
                        .equals(path);
                if (!toItself && !MERGED.contains(path) && place(unpacked, path, link)) {
                    links.put(path, link.target());
                    parents.clear();
                }
            }
        }
    }

    private void addDirectories(UnpackedPackage unpacked) {
        for (PackageEntry member : unpacked.entries()) {
            if (member.entry() instanceof Entry.Dir dir && filter.keeps(unpacked.name(), member)) {
                String path = canonical(member.path());
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
                place(unpacked, canonical(member.path()), file);
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
                conflicts.add("/" + path + ": " + owner.label() + " and " + unpacked.label());
                return false;
            }
        }
        editor.put(path, entry);
        owners.put(path, unpacked);
        return true;
    }

    private String canonical(String path) {
        String parent = TreePath.parent(path);
        String real = parents.computeIfAbsent(parent, this::throughLinks);
        return TreePath.join(real, TreePath.name(path));
    }

    /// The place of a directory: its last part, too, is followed when it is a link.
    private String throughLinks(String directory) {
        return directory.isEmpty() ? "" : TreePath.parent(TreePath.canonical(links::get, directory + "/x"));
    }

    private static String resolve(String path, String target) {
        return target.startsWith("/") ? target : TreePath.parent(path) + "/" + target;
    }
}
