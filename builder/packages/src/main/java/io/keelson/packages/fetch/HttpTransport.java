package io.keelson.packages.fetch;

import io.keelson.packages.fetch.TransferException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// HTTP through the JDK's client, with the proxies of the environment.
final class HttpTransport {
    static {
        // The JDK sends no password to a proxy that tunnels https unless told so, and reads this once.
        if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
    }

    private static final int MAX_REDIRECTS = 8;

    private final FetchOptions options;
    private final HttpClient client;

    HttpTransport(FetchOptions options) {
        this.options = options;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.patience())
                .proxy(new Selector(options.proxies()))
                .build();
    }

    Reply open(URI uri, long from, Map<String, String> validators) throws IOException, InterruptedException {
        URI at = uri;
        for (int redirects = 0; ; redirects++) {
            HttpResponse<InputStream> response = send(request(at, from, validators));
            Optional<URI> next = redirects < MAX_REDIRECTS ? next(at, response) : Optional.empty();
            if (next.isEmpty()) {
                return read(response, from);
            }
            response.body().close();
            at = next.get();
        }
    }

    private static Reply read(HttpResponse<InputStream> response, long from) throws IOException {
        try {
            return HttpReplies.read(response, from);
        } catch (TransferException e) {
            response.body().close();
            throw e;
        }
    }

    /// Where a redirect leads. We follow it ourselves because the JDK's client would send the password in
    /// an address on to any other host. A path from https to http is not taken.
    private static Optional<URI> next(URI at, HttpResponse<InputStream> response) {
        int status = response.statusCode();
        if (status < 301 || status > 308 || status == 304) {
            return Optional.empty();
        }
        try {
            return response.headers()
                    .firstValue("Location")
                    .map(location -> withUser(at, Addresses.withoutUser(at).resolve(location)))
                    .filter(to -> "https".equalsIgnoreCase(to.getScheme())
                            || ("http".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(at.getScheme())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static URI withUser(URI from, URI to) {
        boolean same = to.getHost() != null && to.getHost().equals(from.getHost()) && to.getPort() == from.getPort();
        String user = from.getRawUserInfo();
        return same && user != null && to.getRawUserInfo() == null ? Addresses.withUser(to, user) : to;
    }

    private HttpRequest request(URI uri, long from, Map<String, String> validators) throws TransferException {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(Addresses.withoutUser(uri));
        } catch (IllegalArgumentException e) {
            throw new TransferException(Kind.PERMANENT, "not a usable address: " + e.getMessage(), e);
        }
        request.timeout(options.patience()).header("User-Agent", "keelson");
        if (uri.getUserInfo() != null) {
            byte[] user = uri.getUserInfo().getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
        }
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        validators.forEach(request::header);
        options.proxies()
                .proxyFor(uri)
                .map(Proxies.Proxy::authorization)
                .ifPresent(value -> request.header("Proxy-Authorization", value));
        return request.build();
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (SSLHandshakeException e) {
            throw new TransferException(Kind.PERMANENT, "no trusted TLS connection: " + e.getMessage(), e);
        } catch (HttpConnectTimeoutException e) {
            throw new TransferException(
                    Kind.UNREACHABLE,
                    "no connection within " + options.patience().toSeconds() + " s",
                    e);
        } catch (HttpTimeoutException e) {
            throw new TransferException(
                    Kind.TRANSIENT, "no answer within " + options.patience().toSeconds() + " s", e);
        } catch (ConnectException e) {
            throw new TransferException(Kind.UNREACHABLE, unreachable(request.uri(), e), e);
        } catch (IOException e) {
            throw new TransferException(Kind.TRANSIENT, "the connection broke: " + reason(e), e);
        }
    }

    private String unreachable(URI uri, ConnectException e) {
        String via = options.proxies()
                .proxyFor(uri)
                .map(proxy -> " by way of the proxy " + proxy)
                .orElse("");
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the host name cannot be resolved" + via;
            }
        }
        return "no connection" + via + ": " + reason(e);
    }

    static String reason(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return e == null ? "unknown" : e.getClass().getSimpleName();
    }

    /// Asks the environment anew for each address, redirects included.
    private static final class Selector extends ProxySelector {
        private final Proxies proxies;

        Selector(Proxies proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<java.net.Proxy> select(URI uri) {
            return proxies.proxyFor(uri)
                    .map(proxy -> new java.net.Proxy(
                            java.net.Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())))
                    .map(List::of)
                    .orElse(List.of(java.net.Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // The request itself fails and says so.
        }
    }
}
