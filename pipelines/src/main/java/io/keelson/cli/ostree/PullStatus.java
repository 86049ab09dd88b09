package io.keelson.cli.ostree;

import io.keelson.ostree.pull.PullResult;
import java.util.Locale;

/// The line that ends a pull.
final class PullStatus {
    private PullStatus() {}

    /// For a pull from this machine.
    static String imported(PullResult result) {
        return result.importedMetadata() + " metadata, " + result.importedContent() + " content objects imported"
                + written(result);
    }

    private static String written(PullResult result) {
        return "; " + size(result.contentBytesWritten()) + " content written";
    }

    /// As GLib writes sizes: powers of a thousand, and a space that no line breaks at.
    static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1000 && unit < 5) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f\u00a0%cB", value, "kMGTPE".charAt(unit));
    }
}
