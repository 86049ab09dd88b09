package io.keelson.packages.deb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds the sections of an index from the fields of one stanza after another.
final class IndexBuilder {
    private final Bytes strings = new Bytes(1 << 22);
    private final Bytes rows = new Bytes(1 << 20);
    private final Bytes essential = new Bytes(256);
    private final NameTable names = new NameTable(strings);
    private final Pairs packages = new Pairs();
    private final Pairs provided = new Pairs();
    private final Map<String, Integer> archs = new HashMap<>();
    private final EnumSet<Field> seen = EnumSet.noneOf(Field.class);
    private int value;
    private int row = -1;
    private int provides;

    IndexBuilder() {
        strings.addInt(0);
    }

    void begin() {
        value = strings.addInt(0);
        if (row < 0) {
            row = rows.addZeros(Layout.ROW);
            rows.putInt(row + Layout.FLAGS, DebPriority.NONE << Layout.PRIORITY_SHIFT);
        }
    }

    void append(byte[] bytes, int from, int to) {
        strings.add(bytes, from, to - from);
    }

    /// Takes the value that has been appended; what is wrong with it, or null.
    @Nullable
    String close(Field field) {
        if (!seen.add(field)) {
            return "the field " + field.label + " stands here twice";
        }
        int length = strings.size() - value - Integer.BYTES;
        strings.putInt(value, length);
        if (length == 0) {
            strings.truncate(value);
            seen.remove(field);
            return null;
        }
        if (field.slot >= 0) {
            rows.putInt(row + field.slot, value);
            provides = field == Field.PROVIDES ? value : provides;
            return null;
        }
        if (field == Field.PACKAGE) {
            name();
            return null;
        }
        String text = text(value);
        strings.truncate(value);
        return small(field, text);
    }

    /// Ends the stanza; what it lacks, or null.
    @Nullable
    String endStanza() {
        String problem = missing();
        if (problem != null) {
            return problem;
        }
        if (provides != 0) {
            provide();
        }
        if ((rows.getInt(row + Layout.FLAGS) & Layout.ESSENTIAL_FLAG) != 0) {
            essential.addInt(row / Layout.ROW);
        }
        packages.add(rows.getInt(row + Layout.NAME_ID), row / Layout.ROW);
        seen.clear();
        row = -1;
        provides = 0;
        return null;
    }

    /// The sections, in the order of [Layout].
    ByteBuffer[] sections() {
        Bytes byName = new Bytes(packages.size() * Integer.BYTES);
        Bytes byProvided = new Bytes(provided.size() * Integer.BYTES);
        int[] packageStarts = packages.group(names.count(), byName);
        int[] providerStarts = provided.group(names.count(), byProvided);
        Bytes table = new Bytes((names.count() + 1) * Layout.NAME_ENTRY);
        for (int id = 0; id <= names.count(); id++) {
            table.addInt(id < names.count() ? names.ref(id) : 0);
            table.addInt(packageStarts[id]);
            table.addInt(providerStarts[id]);
        }
        return new ByteBuffer[] {
            strings.toBuffer(),
            rows.toBuffer(),
            table.toBuffer(),
            byName.toBuffer(),
            byProvided.toBuffer(),
            names.toSection().toBuffer(),
            essential.toBuffer()
        };
    }

    private void name() {
        int id = names.internLast(value);
        rows.putInt(row + Layout.NAME, names.ref(id));
        rows.putInt(row + Layout.NAME_ID, id);
    }

    private @Nullable String small(Field field, String text) {
        switch (field) {
            case ARCHITECTURE -> rows.putInt(row + Layout.ARCH, archs.computeIfAbsent(text, this::string));
            case SIZE -> {
                return size(text);
            }
            case SHA256 -> {
                return sha256(text);
            }
            case ESSENTIAL -> flag(text, Layout.ESSENTIAL_FLAG);
            case PROTECTED, IMPORTANT -> flag(text, Layout.PROTECTED_FLAG);
            case MULTI_ARCH -> {
                return multiArch(text);
            }
            case PRIORITY -> priority(text);
            default -> {}
        }
        return null;
    }

    private int string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int ref = strings.addInt(bytes.length);
        strings.add(bytes, 0, bytes.length);
        return ref;
    }

    private @Nullable String size(String text) {
        boolean number = text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number) {
            rows.putLong(row + Layout.SIZE, Long.parseLong(text));
        }
        return number ? null : "Size '" + text + "' is not a number of bytes";
    }

    private @Nullable String sha256(String text) {
        byte[] raw;
        try {
            raw = HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            return "SHA256 '" + text + "' is not hexadecimal";
        }
        if (raw.length != 32) {
            return "SHA256 '" + text + "' has not 64 digits";
        }
        System.arraycopy(raw, 0, rows.array(), row + Layout.SHA256, raw.length);
        return null;
    }

    private @Nullable String multiArch(String text) {
        MultiArch value = MultiArch.parse(text);
        if (value == null) {
            return "Multi-Arch '" + text + "' is none of no, same, foreign, allowed";
        }
        orFlags(value.code() << Layout.MULTI_ARCH_SHIFT);
        return null;
    }

    private void priority(String text) {
        int flags = rows.getInt(row + Layout.FLAGS) & ~(7 << Layout.PRIORITY_SHIFT);
        rows.putInt(row + Layout.FLAGS, flags | DebPriority.of(text) << Layout.PRIORITY_SHIFT);
    }

    private void flag(String text, int flag) {
        orFlags(text.equals("yes") ? flag : 0);
    }

    private void orFlags(int bits) {
        rows.putInt(row + Layout.FLAGS, rows.getInt(row + Layout.FLAGS) | bits);
    }

    private @Nullable String missing() {
        String what = seen.contains(Field.PACKAGE)
                ? "package " + text(rows.getInt(row + Layout.NAME)) + ": "
                : "this stanza: ";
        for (Field field : new Field[] {Field.PACKAGE, Field.VERSION, Field.ARCHITECTURE, Field.FILENAME, Field.SIZE}) {
            if (!seen.contains(field)) {
                return what + "the field " + field.label + " is missing";
            }
        }
        if (seen.contains(Field.SHA256)) {
            return null;
        }
        return what + "the field SHA256 is missing"
                + (seen.contains(Field.SHA512) ? ": there is only SHA512, which lockfiles do not hold" : "");
    }

    // The names of a Provides field; its versions are read when somebody asks for one.
    private void provide() {
        int end = provides + Integer.BYTES + strings.getInt(provides);
        int at = provides + Integer.BYTES;
        while (at < end) {
            int from = at;
            while (from < end && " \t,".indexOf(strings.array()[from]) >= 0) {
                from++;
            }
            int to = from;
            while (to < end && " \t,(:".indexOf(strings.array()[to]) < 0) {
                to++;
            }
            if (to > from) {
                provided.add(names.intern(from, to), row / Layout.ROW);
            }
            at = to;
            while (at < end && strings.array()[at] != ',') {
                at++;
            }
        }
    }

    private String text(int ref) {
        return new String(strings.array(), ref + Integer.BYTES, strings.getInt(ref), StandardCharsets.UTF_8);
    }
}
