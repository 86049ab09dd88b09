package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// The names in a directory, sorted as bytes.
///
/// @param files file objects by name
/// @param dirs directories by name
public record DirTree(SortedMap<String, Digest> files, SortedMap<String, Sub> dirs) {
    static final VariantType TYPE = VariantType.of("(a(say)a(sayay))");
    private static final VariantType FILE = VariantType.of("(say)");
    private static final VariantType DIR = VariantType.of("(sayay)");

    /// A directory's names and its own metadata.
    public record Sub(Digest tree, Digest meta) {}

    /// Copies the maps.
    ///
    /// @throws IllegalArgumentException when a name cannot be one, or stands in both
    public DirTree {
        files = Collections.unmodifiableSortedMap(Names.sorted(files));
        dirs = Collections.unmodifiableSortedMap(Names.sorted(dirs));
        files.keySet().forEach(Names::checked);
        for (String name : dirs.keySet()) {
            if (files.containsKey(Names.checked(name))) {
                throw new IllegalArgumentException("Duplicate name '" + name + "' in dirtree");
            }
        }
    }

    /// From maps in any order.
    public static DirTree of(Map<String, Digest> files, Map<String, Sub> dirs) {
        return new DirTree(Names.sorted(files), Names.sorted(dirs));
    }

    /// The bytes of the object.
    public byte[] encode() {
        List<Variant> fileList = new ArrayList<>(files.size());
        files.forEach((name, file) -> fileList.add(Variant.tuple(Variant.of(name), Variant.of(file.raw()))));
        List<Variant> dirList = new ArrayList<>(dirs.size());
        dirs.forEach((name, sub) -> dirList.add(Variant.tuple(
                Variant.of(name),
                Variant.of(sub.tree().raw()),
                Variant.of(sub.meta().raw()))));
        return Variant.tuple(new Variant.Sequence(FILE, fileList), new Variant.Sequence(DIR, dirList))
                .encode();
    }

    /// Reads the bytes of an object.
    ///
    /// @throws IllegalArgumentException when they are malformed: not in normal form, not sorted, bad names
    public static DirTree decode(byte[] object) {
        Variant root = Variant.decode(TYPE, object);
        SortedMap<String, Digest> files = Names.sorted(Map.of());
        SortedMap<String, Sub> dirs = Names.sorted(Map.of());
        for (Variant file : root.child(0).children()) {
            String name = next(files, file);
            files.put(name, Names.digest(file.child(1).asBytes()));
        }
        for (Variant dir : root.child(1).children()) {
            String name = next(dirs, dir);
            Digest tree = Names.digest(dir.child(1).asBytes());
            dirs.put(name, new Sub(tree, Names.digest(dir.child(2).asBytes())));
        }
        return new DirTree(files, dirs);
    }

    private static String next(SortedMap<String, ?> before, Variant entry) {
        String name = entry.child(0).asString();
        if (!before.isEmpty() && Names.BYTE_ORDER.compare(before.lastKey(), name) >= 0) {
            throw new IllegalArgumentException("Unsorted or duplicate name '" + name + "' in dirtree");
        }
        return name;
    }
}
