package io.keelson.ostree.fetch;

import io.keelson.ostree.remote.CookieJar;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Single requests, with everything that must go along, and redirections followed. Credentials go to
/// the host that they are for and to no other.
final class Requests implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_HOPS = 20;

    private final FetchSettings settings;
    private final HttpClient client;

    Requests(FetchSettings settings) throws IOException {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new Proxies(settings.proxy()));
        if (!settings.tls().isDefault()) {
            builder.sslContext(Certificates.context(settings.tls()));
        }
        this.client = builder.build();
    }

    /// Sends a request; the caller closes the body.
    HttpResponse<InputStream> get(URI uri, @Nullable String authorization, Map<String, String> conditions)
            throws IOException {
        URI at = uri;
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            boolean home = sameHost(uri, at);
            HttpResponse<InputStream> response = send(at, home ? authorization : null, conditions, home);
            Optional<String> location = response.headers().firstValue("Location");
            if (!isRedirection(response.statusCode()) || location.isEmpty()) {
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

    private HttpResponse<InputStream> send(
            URI uri, @Nullable String authorization, Map<String, String> conditions, boolean home) throws IOException {
        try {
            return client.send(
                    request(uri, authorization, conditions, home), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IllegalArgumentException e) {
            // What the client thinks of headers, of ours or of the server's.
            throw HttpFailure.refused(uri.toString(), "malformed request or answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpRequest request(URI uri, @Nullable String authorization, Map<String, String> conditions, boolean home) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                // Over plain connections an upgrade would cost a round trip, and confuses some servers.
                .version(settings.http2() && isSecure(uri) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .header("User-Agent", settings.agent());
        conditions.forEach(request::header);
        if (home) {
            settings.headers().forEach(header -> request.header(header.getKey(), header.getValue()));
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        String cookies = cookies(uri);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return request.build();
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
    public void close() {
        client.shutdownNow();
    }
}
