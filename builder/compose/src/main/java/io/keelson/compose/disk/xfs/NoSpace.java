package io.keelson.compose.disk.xfs;

import java.io.IOException;

/// The content does not fit into the file system.
public final class NoSpace extends IOException {
    private static final long serialVersionUID = 1;

    NoSpace() {
        super("no space is left in the file system");
    }
}
