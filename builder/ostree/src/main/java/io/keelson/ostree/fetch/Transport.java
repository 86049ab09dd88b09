package io.keelson.ostree.fetch;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Sends one request to one address and follows nothing. Safe for use by several threads.
sealed interface Transport extends AutoCloseable permits PlainTransport, SecureTransport {
    /// Sends a GET request.
    ///
    /// @param headers in their order; a name may be there twice
    /// @throws IllegalArgumentException when a header, ours or the server's, is malformed
    Answer get(URI uri, List<Map.Entry<String, String>> headers) throws IOException;

    /// Ends what is still open.
    @Override
    void close();
}
