package io.keelson.cli.ostree;

import java.util.List;
import java.util.Locale;

/// Amounts of bytes as GLib writes them: thousands, one decimal, a space that does not break.
final class Sizes {
    private static final char SPACE = '\u00a0';
    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB", "EB");

    private Sizes() {}

    static String text(long bytes) {
        if (bytes < 1000) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double value = bytes;
        int unit = -1;
        while (unit + 1 < UNITS.size() && value >= 1000) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f%c%s", value, SPACE, UNITS.get(unit));
    }
}
