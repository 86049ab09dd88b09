package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Hard links of an archive, which in a tree become equal objects. Resolved late: the file may come after
/// the link, or still be with another thread.
final class ArchiveLinks {
    private final MutableTree root;
    private final TreeSource.Tar source;
    private final List<Link> links = new ArrayList<>();
    private final Map<String, List<Place>> names = new HashMap<>();
    private final Map<String, Digest> contents = new HashMap<>();

    /// A name that is yet to mean the file that another means.
    private record Link(Place place, ArchiveEntry entry) {}

    /// A name in a directory.
    private record Place(MutableTree directory, String name) {}

    ArchiveLinks(MutableTree root, TreeSource.Tar source) {
        this.root = root;
        this.source = source;
    }

    /// Notes a link of tar, which says the other name.
    void add(MutableTree directory, String name, ArchiveEntry entry) {
        links.add(new Link(new Place(directory, name), entry));
    }

    /// Notes a file of cpio that shares its number with others. Several threads may do this at once.
    synchronized void put(MutableTree directory, String name, ArchiveEntry entry, Digest checksum) {
        if (!entry.inode().isEmpty()) {
            names.computeIfAbsent(entry.inode(), key -> new ArrayList<>()).add(new Place(directory, name));
            if (entry.size() > 0) {
                contents.put(entry.inode(), checksum);
            }
        }
    }

    /// Puts the links noted so far into the tree.
    synchronized void resolve() {
        for (Link link : links) {
            link.place().directory().putFile(link.place().name(), target(link.entry()));
        }
        links.clear();
        contents.forEach((inode, checksum) -> names.getOrDefault(inode, List.of())
                .forEach(place -> place.directory().putFile(place.name(), checksum)));
    }

    private Digest target(ArchiveEntry link) {
        List<String> parts = source.parts(link.target());
        MutableTree at = root;
        for (String part : parts.isEmpty() ? parts : parts.subList(0, parts.size() - 1)) {
            at = at == null ? null : at.existing(part);
        }
        Digest file = at == null || parts.isEmpty() ? null : at.file(parts.getLast());
        if (file == null) {
            throw new KeelsonException(source.path() + ": Invalid hardlink " + link.name() + " to " + link.target()
                    + ", which is no file");
        }
        return file;
    }
}
