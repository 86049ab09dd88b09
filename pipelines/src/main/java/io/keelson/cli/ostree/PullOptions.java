package io.keelson.cli.ostree;

import io.keelson.ostree.ObjectImport.Trust;
import io.keelson.ostree.pull.PullRules;
import io.keelson.ostree.pull.PullScope;
import io.keelson.release.KeelsonException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is fetched, and what is checked of it, wherever it comes from.
final class PullOptions {
    @Option(names = "--commit-metadata-only", description = "Fetch only the commit metadata")
    private boolean commitsOnly;

    @Option(names = "--disable-fsync", description = "Do not invoke fsync()")
    private boolean withoutFsync;

    @Option(
            names = "--per-object-fsync",
            description = "Perform writes in such a way that avoids stalling concurrent processes")
    private boolean fsyncEach;

    @Option(names = "--untrusted", description = "Verify checksums of local sources (always enabled for HTTP pulls)")
    private boolean untrusted;

    @Option(
            names = "--bareuseronly-files",
            description = "Reject regular files with mode outside of 0775 (world writable, suid, etc.)")
    private boolean harmless;

    @Option(names = "--disable-verify-bindings", description = "Do not verify commit bindings")
    private boolean withoutBindings;

    @Option(names = "--depth", paramLabel = "DEPTH", description = "Traverse DEPTH parents (-1=infinite) (default: 0)")
    private int depth;

    @Option(names = "--require-static-deltas", description = "Require static deltas")
    private boolean requireDeltas;

    boolean requireDeltas() {
        return requireDeltas;
    }

    PullScope scope(List<String> subpaths) {
        try {
            return new PullScope(depth, commitsOnly, subpaths);
        } catch (IllegalArgumentException e) {
            throw new KeelsonException(String.valueOf(e.getMessage()), e);
        }
    }

    PullRules rules(boolean notOlder, @Nullable String notOlderThan) {
        return new PullRules(
                untrusted ? Trust.VERIFY : Trust.BELIEVE,
                harmless,
                !withoutBindings,
                notOlder,
                notOlderThan,
                withoutFsync ? Boolean.FALSE : null,
                fsyncEach);
    }
}
