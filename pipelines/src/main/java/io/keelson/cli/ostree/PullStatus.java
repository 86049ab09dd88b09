package io.keelson.cli.ostree;

import io.keelson.ostree.pull.DeltaTotals;
import io.keelson.ostree.pull.PullResult;

/// The line that ends a pull.
final class PullStatus {
    private static final long KIB = 1024;

    private PullStatus() {}

    /// For a pull from this machine.
    static String imported(PullResult result) {
        return result.importedMetadata() + " metadata, " + result.importedContent() + " content objects imported"
                + written(result);
    }

    /// For a pull from a remote.
    ///
    /// @param local whether it was on this machine after all
    static String of(PullResult result, boolean local) {
        return local ? imported(result) : fetched(result) + transferred(result) + written(result);
    }

    /// For a pull that only looked at deltas.
    static String dryRun(DeltaTotals deltas) {
        return "Delta update: " + deltas.there() + "/" + deltas.parts() + " parts, " + Sizes.text(deltas.thereSize())
                + "/" + Sizes.text(deltas.size()) + ", " + Sizes.text(deltas.objectsSize()) + " total uncompressed";
    }

    private static String fetched(PullResult result) {
        if (result.deltaParts() > 0) {
            long loose = result.fetchedMetadata() + result.fetchedContent();
            return result.deltaParts() + " delta parts, " + loose + " loose fetched";
        }
        String all = result.fetchedMetadata() + " metadata, " + result.fetchedContent() + " content objects fetched";
        boolean some = result.importedMetadata() > 0 || result.importedContent() > 0;
        return some
                ? all + " (" + result.importedMetadata() + " meta, " + result.importedContent() + " content local)"
                : all;
    }

    private static String transferred(PullResult result) {
        long bytes = result.bytesTransferred();
        if (bytes == 0) {
            return "";
        }
        String amount = bytes < KIB ? bytes + " B" : bytes / KIB + " KiB";
        return "; " + amount + " transferred in " + result.time().toSeconds() + " seconds";
    }

    private static String written(PullResult result) {
        return "; " + Sizes.text(result.contentBytesWritten()) + " content written";
    }
}
