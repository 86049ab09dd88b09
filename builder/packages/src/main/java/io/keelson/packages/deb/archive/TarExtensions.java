package io.keelson.packages.deb.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What extra headers say of the member after them: GNU long names and PAX records
/// (`length key=value\n`, pax(1)).
final class TarExtensions {
    private static final String XATTR = "SCHILY.xattr.";

    private final Map<String, String> values = new HashMap<>();
    private final SortedMap<String, ByteBuffer> xattrs = new TreeMap<>();

    /// A fresh copy, with which a member begins.
    TarExtensions copy() {
        TarExtensions copy = new TarExtensions();
        copy.values.putAll(values);
        copy.xattrs.putAll(xattrs);
        return copy;
    }

    /// Takes a GNU long name (`path`) or long link (`linkpath`), which ends with a NUL.
    void addLong(String key, byte[] content) throws IOException {
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        values.put(key, TarHeader.utf8(content, 0, end));
    }

    /// Takes the records of a PAX header.
    void addPax(byte[] content) throws IOException {
        for (int at = 0; at < content.length; ) {
            int space = indexOf(content, at, ' ');
            int end = at + length(content, at, space);
            int equals = indexOf(content, space, '=');
            if (end > content.length || equals >= end || content[end - 1] != '\n') {
                throw new IOException("malformed PAX record");
            }
            String key = TarHeader.utf8(content, space + 1, equals - space - 1);
            addPax(key, Arrays.copyOfRange(content, equals + 1, end - 1));
            at = end;
        }
    }

    private void addPax(String key, byte[] value) throws IOException {
        if (key.startsWith(XATTR)) {
            xattrs.put(key.substring(XATTR.length()), ByteBuffer.wrap(value).asReadOnlyBuffer());
        } else if (key.startsWith("GNU.sparse.")) {
            throw new IOException("sparse members are not allowed in packages");
        } else if (value.length == 0) {
            values.remove(key); // a record without value takes back a global one
        } else if (isKnown(key)) {
            values.put(key, TarHeader.utf8(value, 0, value.length));
        }
    }

    private static boolean isKnown(String key) {
        return switch (key) {
            case "path", "linkpath", "size", "uid", "gid", "uname", "gname", "mtime" -> true;
            default -> false;
        };
    }

    private static int indexOf(byte[] content, int from, char wanted) throws IOException {
        for (int i = from; i < content.length; i++) {
            if (content[i] == wanted) {
                return i;
            }
        }
        throw new IOException("malformed PAX record");
    }

    private static int length(byte[] content, int at, int end) throws IOException {
        String digits = new String(content, at, end - at, StandardCharsets.ISO_8859_1);
        if (!digits.matches("[0-9]{1,8}") || Integer.parseInt(digits) <= digits.length() + 1) {
            throw new IOException("malformed PAX record");
        }
        return Integer.parseInt(digits);
    }

    @Nullable
    String text(String key) {
        return values.get(key);
    }

    String text(String key, String other) {
        return values.getOrDefault(key, other);
    }

    /// A whole number; a fraction of a second is cut off.
    long number(String key, long other) throws IOException {
        String value = values.get(key);
        if (value == null) {
            return other;
        }
        if (!value.matches("-?[0-9]{1,18}(\\.[0-9]*)?")) {
            throw new IOException("malformed PAX number " + key + "=" + value);
        }
        return Long.parseLong(value.replaceFirst("\\..*", ""));
    }

    SortedMap<String, ByteBuffer> xattrs() {
        return xattrs.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(xattrs);
    }
}
