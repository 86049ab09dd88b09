package io.keelson.ostree.fetch;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/// What a server answered; the body is to be closed.
///
/// @param header the first value of a header, whatever the case of its name
record Answer(int status, Function<String, Optional<String>> header, InputStream body) {
    /// How many bytes the body has, or -1 when the server does not say so, or nonsense.
    long length() {
        try {
            return header.apply("Content-Length").map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
