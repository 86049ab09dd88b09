package io.keelson.packages.fetch;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A good answer to one request.
///
/// @param start the offset of the body's first byte in the file
/// @param total the length of the whole file, or -1 when the server does not tell
/// @param unchanged the file is as the validators said, and the body is empty
record Reply(
        InputStream body,
        long start,
        long total,
        boolean unchanged,
        @Nullable String etag,
        @Nullable String lastModified)
        implements AutoCloseable {
    @Override
    public void close() throws IOException {
        body.close();
    }
}
