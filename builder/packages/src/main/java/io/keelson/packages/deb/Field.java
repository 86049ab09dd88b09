package io.keelson.packages.deb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of a stanza that an index keeps. Those with a slot are kept as strings in the row.
enum Field {
    PACKAGE("Package", -1),
    VERSION("Version", Layout.PACKAGE_VERSION),
    ARCHITECTURE("Architecture", -1),
    FILENAME("Filename", Layout.FILENAME),
    SIZE("Size", -1),
    SHA256("SHA256", -1),
    SHA512("SHA512", -1),
    ESSENTIAL("Essential", -1),
    PROTECTED("Protected", -1),
    IMPORTANT("Important", -1),
    MULTI_ARCH("Multi-Arch", -1),
    PRIORITY("Priority", -1),
    PRE_DEPENDS(RelationField.PRE_DEPENDS),
    DEPENDS(RelationField.DEPENDS),
    RECOMMENDS(RelationField.RECOMMENDS),
    PROVIDES(RelationField.PROVIDES),
    CONFLICTS(RelationField.CONFLICTS),
    BREAKS(RelationField.BREAKS),
    REPLACES(RelationField.REPLACES);

    private static final List<List<Field>> BY_LENGTH = byLength();

    final String label;
    final int slot;

    Field(String label, int slot) {
        this.label = label;
        this.slot = slot;
    }

    Field(RelationField relation) {
        this(relation.label(), relation.slot());
    }

    /// The field of this name, whatever its case, or null when it is none of interest.
    static @Nullable Field of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < BY_LENGTH.size()) {
            for (Field field : BY_LENGTH.get(length)) {
                if (field.isSpelt(bytes, from)) {
                    return field;
                }
            }
        }
        return null;
    }

    private boolean isSpelt(byte[] bytes, int from) {
        for (int i = 0; i < label.length(); i++) {
            int difference = bytes[from + i] ^ label.charAt(i);
            boolean letter = label.charAt(i) >= 'A' && label.charAt(i) != '-';
            if (difference != 0 && !(difference == 0x20 && letter)) {
                return false;
            }
        }
        return true;
    }

    private static List<List<Field>> byLength() {
        List<List<Field>> lists = new ArrayList<>();
        for (Field field : values()) {
            while (lists.size() <= field.label.length()) {
                lists.add(new ArrayList<>());
            }
            lists.get(field.label.length()).add(field);
        }
        return lists;
    }
}
