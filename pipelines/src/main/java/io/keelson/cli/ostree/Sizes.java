package io.keelson.cli.ostree;

<<<<<<< HEAD
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
=======
import java.util.Locale;

/// Sizes for people, as GLib writes them: `1.2 kB` with a no-break space, thousands of thousands.
final class Sizes {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private Sizes() {}

    static String format(long bytes) {
        if (bytes < 1000) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        int unit = 0;
        double value = bytes / 1000.0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f\u00a0%s", value, UNITS[unit]);
>>>>>>> 97afc0a (ostree: every option of commit, checkout, show and refs; export, reset, checksum, extensions; tar in all compressions, cpio; bare-split-xattrs is read)
    }
}
