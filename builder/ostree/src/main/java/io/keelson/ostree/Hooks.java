package io.keelson.ostree;

import io.keelson.release.KeelsonException;
import java.util.Arrays;

/// Variables of the environment that change how libostree works; its tests use them, and so do people who
/// build on file systems where waiting for the disk takes long.
final class Hooks {
    private static final String ERRORS = "OSTREE_REPO_TEST_ERROR";

    private Hooks() {}

    /// Whether single files are synced, and never a whole file system.
    static boolean suppressesSyncfs() {
        return System.getenv("OSTREE_SUPPRESS_SYNCFS") != null;
    }

    /// Fails when the test of a crash between writing and committing wants it.
    static void beforeCommit() {
        String wanted = System.getenv(ERRORS);
        if (wanted != null && Arrays.asList(wanted.split("[,:; ]")).contains("pre-commit")) {
            throw new KeelsonException("OSTREE_REPO_TEST_ERROR_PRE_COMMIT");
        }
    }
}
