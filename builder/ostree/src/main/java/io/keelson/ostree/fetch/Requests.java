package io.keelson.ostree.fetch;

import io.keelson.ostree.remote.CookieJar;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Single requests, with everything that must go along, and redirections followed. Credentials go to
/// the host that they are for and to no other.
final class Requests implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_HOPS = 20;

    private final FetchSettings settings;
    private final ProxySelector proxies;
    private final Transport plain;
    private @Nullable Transport secure;

    Requests(FetchSettings settings) throws IOException {
        this.settings = settings;
        this.proxies = new Proxies(settings.proxy());
        this.plain = new PlainTransport(proxies, TIMEOUT);
        if (!settings.tls().isDefault()) {
            transport(true); // so that a bad certificate is told at once
        }
    }

    /// Many never speak TLS, which takes a while to set up.
    private synchronized Transport transport(boolean encrypted) throws IOException {
        if (!encrypted) {
            return plain;
        }
        Transport made = secure;
        if (made == null) {
            made = new SecureTransport(settings, proxies, TIMEOUT);
            secure = made;
        }
        return made;
    }

    /// Sends a request; the caller closes the body.
    Answer get(URI uri, @Nullable String authorization, Map<String, String> conditions) throws IOException {
        URI at = uri;
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            boolean home = sameHost(uri, at);
            Answer response = send(at, home ? authorization : null, conditions, home);
            Optional<String> location = response.header().apply("Location");
            if (!isRedirection(response.status()) || location.isEmpty()) {
                return response;
            }
            response.body().close();
            URI next = resolved(uri, at, location.get());
            if (next.getHost() == null || !isHttp(next) || (isSecure(at) && !isSecure(next))) {
                throw HttpFailure.refused(uri.toString(), "redirected to a place that is not safe to follow");
            }
            at = next;
        }
        throw HttpFailure.refused(uri.toString(), "redirected " + MAX_HOPS + " times");
    }

    private static URI resolved(URI asked, URI at, String location) throws HttpFailure {
        try {
            return at.resolve(location);
        } catch (IllegalArgumentException e) {
            throw HttpFailure.refused(asked.toString(), "redirected to what is no address");
        }
    }

    private static boolean isRedirection(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static boolean isHttp(URI uri) {
        return isSecure(uri) || "http".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean sameHost(URI one, URI other) {
        return one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort()
                && one.getScheme().equalsIgnoreCase(other.getScheme());
    }

    private Answer send(URI uri, @Nullable String authorization, Map<String, String> conditions, boolean home)
            throws IOException {
        try {
            return transport(isSecure(uri)).get(uri, headers(uri, authorization, conditions, home));
        } catch (IllegalArgumentException e) {
            // What the client thinks of headers, of ours or of the server's.
            throw HttpFailure.refused(uri.toString(), "malformed request or answer: " + e.getMessage());
        }
    }

    private List<Map.Entry<String, String>> headers(
            URI uri, @Nullable String authorization, Map<String, String> conditions, boolean home) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("User-Agent", settings.agent()));
        headers.addAll(conditions.entrySet());
        if (home) {
            headers.addAll(settings.headers());
        }
        if (authorization != null) {
            headers.add(Map.entry("Authorization", authorization));
        }
        String cookies = cookies(uri);
        if (!cookies.isEmpty()) {
            headers.add(Map.entry("Cookie", cookies));
        }
        return headers;
    }

    private String cookies(URI uri) {
        String path = uri.getPath().isEmpty() ? "/" : uri.getPath();
        long now = Instant.now().getEpochSecond();
        return settings.cookies().stream()
                .filter(cookie -> cookie.suits(uri.getHost(), path, isSecure(uri), now))
                .map(Requests::text)
                .collect(Collectors.joining("; "));
    }

    private static String text(CookieJar.Cookie cookie) {
        return cookie.name() + "=" + cookie.value();
    }

    @Override
    public synchronized void close() {
        plain.close();
        if (secure != null) {
            secure.close();
        }
    }
}
