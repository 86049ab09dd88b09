package io.keelson.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// Says of an entry of a cache that it is used, so that it is not removed as unused. A cache that may only
/// be read is as good, so failure is no error.
public final class LastUse {
    private LastUse() {}

    /// Sets the time of last modification, which is the time of last use for most entries.
    public static void mark(Path entry) {
        set(entry, FileTime.from(Instant.now()), null);
    }

    /// Sets the time of last access, for entries whose time of modification programs can see.
    public static void markAccess(Path entry) {
        set(entry, null, FileTime.from(Instant.now()));
    }

    private static void set(
            Path entry,
            @org.jspecify.annotations.Nullable FileTime modified,
            @org.jspecify.annotations.Nullable FileTime accessed) {
        try {
            Files.getFileAttributeView(entry, BasicFileAttributeView.class).setTimes(modified, accessed, null);
        } catch (IOException e) {
            // somebody else's entry, or it is gone: whoever opens it next will see
        }
    }
}
