package io.keelson.packages.deb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The packages of one `Packages` file: a few flat sections of bytes, in memory or mapped from a
/// cache file, from which a package is made when somebody asks for it. Safe to share between threads.
public final class DebIndex {
    private final Origin origin;
    private final ByteBuffer[] sections;
    private final @Nullable DebPackage[] made;

    DebIndex(Origin origin, ByteBuffer[] sections) {
        this.origin = origin;
        this.sections = sections;
        this.made = new DebPackage[sections[Layout.ROWS].limit() / Layout.ROW];
    }

    /// Reads a `Packages` file to its end.
    ///
    /// @throws io.keelson.release.KeelsonException when a stanza is malformed or lacks a field, with file and line
    public static DebIndex read(PackagesFile file) throws IOException {
        IndexBuilder builder = new IndexBuilder();
        new PackagesParser(file, builder).parse();
        return new DebIndex(file.origin(), builder.sections());
    }

    /// Writes the index to a cache file, which appears whole or not at all. What it is an index of must be in
    /// the file's name: the digest of the `Packages` file.
    public void save(Path file) throws IOException {
        IndexFile.write(file, sections);
    }

    /// Maps a cache file; nothing when there is none, or it was made by another version of Keelson, or is damaged.
    public static Optional<DebIndex> load(Path file, Origin origin) throws IOException {
        return IndexFile.map(file).map(sections -> new DebIndex(origin, sections));
    }

    /// The same packages as of another repository.
    public DebIndex withOrigin(Origin other) {
        return new DebIndex(other, sections);
    }

    /// The repository of these packages.
    public Origin origin() {
        return origin;
    }

    /// How many packages there are.
    public int size() {
        return made.length;
    }

    /// The packages of exactly this name, in the order of the file.
    public List<DebPackage> named(String name) {
        return rows(find(name), Layout.NAME_PACKAGES, Layout.BY_NAME);
    }

    /// The packages that name `name` in `Provides`, in the order of the file.
    public List<DebPackage> providing(String name) {
        return rows(find(name), Layout.NAME_PROVIDERS, Layout.BY_PROVIDED);
    }

    /// The packages marked `Essential: yes`.
    public List<DebPackage> essential() {
        ByteBuffer section = sections[Layout.ESSENTIAL];
        List<DebPackage> list = new ArrayList<>();
        for (int at = 0; at < section.limit(); at += Integer.BYTES) {
            list.add(make(section.getInt(at)));
        }
        return list;
    }

    /// Every name that a package has (not those that are only provided), in no order.
    public List<String> names() {
        ByteBuffer names = sections[Layout.NAMES];
        List<String> list = new ArrayList<>();
        for (int at = 0; at < names.limit() - Layout.NAME_ENTRY; at += Layout.NAME_ENTRY) {
            if (names.getInt(at + Layout.NAME_PACKAGES) < names.getInt(at + Layout.NAME_ENTRY + Layout.NAME_PACKAGES)) {
                list.add(string(names.getInt(at + Layout.NAME_STRING)));
            }
        }
        return list;
    }

    ByteBuffer rows() {
        return sections[Layout.ROWS];
    }

    String string(int ref) {
        ByteBuffer strings = sections[Layout.STRINGS];
        byte[] bytes = new byte[strings.getInt(ref)];
        strings.get(ref + Integer.BYTES, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private List<DebPackage> rows(int id, int start, int section) {
        if (id < 0) {
            return List.of();
        }
        ByteBuffer names = sections[Layout.NAMES];
        int from = names.getInt(id * Layout.NAME_ENTRY + start);
        int to = names.getInt((id + 1) * Layout.NAME_ENTRY + start);
        List<DebPackage> list = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            list.add(make(sections[section].getInt(i * Integer.BYTES)));
        }
        return list;
    }

    private DebPackage make(int row) {
        DebPackage known = made[row];
        if (known == null) {
            // Two threads may both make it: the objects are equal, and either may stay.
            known = new DebPackage(this, row);
            made[row] = known;
        }
        return known;
    }

    private int find(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer hash = sections[Layout.HASH];
        int mask = hash.limit() / Integer.BYTES - 1;
        int slot = Layout.hash(bytes, 0, bytes.length) & mask;
        while (true) {
            int id = hash.getInt(slot * Integer.BYTES) - 1;
            if (id < 0 || isName(id, bytes)) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
    }

    private boolean isName(int id, byte[] bytes) {
        int ref = sections[Layout.NAMES].getInt(id * Layout.NAME_ENTRY + Layout.NAME_STRING);
        ByteBuffer strings = sections[Layout.STRINGS];
        return strings.getInt(ref) == bytes.length
                && strings.slice(ref + Integer.BYTES, bytes.length).equals(ByteBuffer.wrap(bytes));
    }
}
