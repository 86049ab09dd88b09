package io.keelson.ostree.serve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a resource that is asked for.
///
/// @param first offset of its first byte
/// @param length bytes of it
record Range(long first, long length) {
    /// Asked for, but there is none: it begins behind the end.
    static final Range NOWHERE = new Range(-1, 0);

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// Reads the header.
    ///
    /// @return null when the whole is meant: no range, several ranges, or none that makes sense
    static @Nullable Range of(@Nullable String header, long size) {
        Matcher matcher = ONE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!matcher.matches()) {
            return null;
        }
        boolean tail = matcher.group(1).isEmpty();
        if (tail && matcher.group(2).isEmpty()) {
            return null;
        }
        long to = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        if (tail) {
            return to == 0 ? NOWHERE : between(Math.max(0, size - to), size - 1, size);
        }
        long from = Long.parseLong(matcher.group(1));
        return from > to ? null : between(from, Math.min(to, size - 1), size);
    }

    private static Range between(long first, long last, long size) {
        return first >= size ? NOWHERE : new Range(first, last - first + 1);
    }
}
