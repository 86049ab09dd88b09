package io.keelson.ostree.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// HTTPS: HTTP/2 with many requests over one connection where the server can and nobody minds.
final class SecureTransport implements Transport {
    private final HttpClient client;
    private final HttpClient.Version version;
    private final Duration timeout;

    SecureTransport(FetchSettings settings, ProxySelector proxies, Duration timeout) throws IOException {
        this.version = settings.http2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
        this.timeout = timeout;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies);
        if (!settings.tls().isDefault()) {
            builder.sslContext(Certificates.context(settings.tls()));
        }
        this.client = builder.build();
    }

    @Override
    public Answer get(URI uri, List<Map.Entry<String, String>> headers) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(timeout).version(version);
        headers.forEach(header -> request.header(header.getKey(), header.getValue()));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return new Answer(response.statusCode(), response.headers()::firstValue, response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
