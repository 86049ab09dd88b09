package io.keelson.ostree.fetch;

import io.keelson.ostree.remote.CookieJar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How servers are spoken to.
///
/// @param agent what the `User-Agent` header says
/// @param headers further headers, in their order; one name may stand there more than once
/// @param cookies cookies that are sent where they belong
/// @param retries how many attempts follow one that failed for a reason that may pass
/// @param proxy a proxy for all requests, instead of what the environment says; or null
/// @param http2 whether HTTP/2 is offered
/// @param tls certificates
/// @param credentials a file with `USER:PASSWORD` in its first line, or null
public record FetchSettings(
        String agent,
        List<Map.Entry<String, String>> headers,
        List<CookieJar.Cookie> cookies,
        int retries,
        @Nullable String proxy,
        boolean http2,
        Tls tls,
        @Nullable Path credentials) {
    /// What libostree does when nothing is said.
    public static final int RETRIES = 5;

    /// Certificates.
    ///
    /// @param permissive whether any server is believed to be who it says
    /// @param authorities a file with the authorities that are believed, instead of the system's; or null
    /// @param certificate a file with our certificate, or null
    /// @param key a file with the key to it, or null
    public record Tls(
            boolean permissive,
            @Nullable Path authorities,
            @Nullable Path certificate,
            @Nullable Path key) {
        /// As Java does.
        public static final Tls DEFAULT = new Tls(false, null, null, null);

        boolean isDefault() {
            return equals(DEFAULT);
        }
    }

    /// Copies the lists.
    public FetchSettings {
        headers = List.copyOf(headers);
        cookies = List.copyOf(cookies);
    }
}
