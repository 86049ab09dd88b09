package io.keelson.ostree.fetch;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Chooses a proxy as other programs do: `http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`.
final class Proxies extends ProxySelector {
    private static final int DEFAULT_PORT = 1080;

    private final @Nullable String configured;

    Proxies(@Nullable String configured) {
        this.configured = configured;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String address = configured == null ? fromEnvironment(uri) : configured;
        return List.of(address == null || address.isEmpty() ? Proxy.NO_PROXY : parse(address));
    }

    private static @Nullable String fromEnvironment(URI uri) {
        if (isExempt(Objects.requireNonNullElse(uri.getHost(), ""))) {
            return null;
        }
        String name = uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy";
        for (String variable : List.of(name, "all_proxy", "ALL_PROXY")) {
            String value = System.getenv(variable);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        // Not HTTP_PROXY: a CGI program's environment has what a request's header Proxy says there.
        return name.equals("https_proxy") ? System.getenv("HTTPS_PROXY") : null;
    }

    private static boolean isExempt(String host) {
        String value = System.getenv("no_proxy");
        String list = value == null ? Objects.requireNonNullElse(System.getenv("NO_PROXY"), "") : value;
        return Arrays.stream(list.split(",")).map(String::strip).anyMatch(each -> covers(each, host));
    }

    private static boolean covers(String entry, String host) {
        String domain = entry.startsWith(".") ? entry.substring(1) : entry;
        return entry.equals("*")
                || (!domain.isEmpty() && (host.equalsIgnoreCase(domain) || host.endsWith("." + domain)));
    }

    private static Proxy parse(String address) {
        URI uri = URI.create(address.contains("://") ? address : "http://" + address);
        if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new KeelsonException("The proxy's address is not of the form http://HOST:PORT");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request fails and says so.
    }
}
