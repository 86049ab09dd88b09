package io.keelson.ostree;

import io.keelson.release.Digest;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Names of files: their order and what is not one.
final class Names {
    /// The order of the UTF-8 bytes, which is that of code points and not that of `String`.
    static final Comparator<String> BYTE_ORDER = Names::compare;

    private Names() {}

    private static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // A surrogate stands for a code point above all that fit into one char.
                boolean differ = Character.isSurrogate(a) != Character.isSurrogate(b);
                return differ ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        SortedMap<String, V> sorted = new TreeMap<>(BYTE_ORDER);
        sorted.putAll(map);
        return sorted;
    }

    /// @throws IllegalArgumentException when `name` cannot be the name of a file in a directory
    static String checked(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("Invalid filename '" + name + "'");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Invalid / in filename " + name);
        }
        return name;
    }

    static Digest digest(byte[] raw) {
        if (raw.length != Digest.BYTES) {
            throw new IllegalArgumentException("Invalid checksum of length " + raw.length + ", expected 32");
        }
        return Digest.ofRaw(raw);
    }
}
