package io.keelson.packages.fetch;

import io.keelson.release.KeelsonException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The proxies that the environment names: `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, in
/// lower or upper case (lower case wins). Never shows the credentials in them.
public final class Proxies {
    private final Map<String, String> environment;

    /// One HTTP proxy.
    ///
    /// @param authorization the value for `Proxy-Authorization`, or null
    record Proxy(String host, int port, @Nullable String authorization) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Proxies as these variables say.
    public static Proxies of(Map<String, String> environment) {
        return new Proxies(Map.copyOf(environment));
    }

    /// The proxy for an address; none when it is reached directly.
    ///
    /// @throws KeelsonException when the variable does not hold a usable address
    Optional<Proxy> proxyFor(URI uri) {
        String host = uri.getHost();
        if (host == null || isExcepted(host, port(uri))) {
            return Optional.empty();
        }
        return Stream.of(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy", "all_proxy")
                .filter(name -> !value(name).isBlank())
                .findFirst()
                .map(name -> parse(name, value(name).strip()));
    }

    private boolean isExcepted(String host, int port) {
        return Stream.of(value("no_proxy").split("[,\\s]+", -1))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> matches(entry.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT), port));
    }

    private static boolean matches(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        String pattern = entry;
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon > 0 && entry.substring(colon + 1).matches("[0-9]+") && entry.indexOf(':') == colon;
        if (hasPort) {
            if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            pattern = entry.substring(0, colon);
        }
        String bare = pattern.replaceFirst("^\\*?\\.", "");
        String name = host.replaceAll("[\\[\\]]", "");
        return name.equals(bare) || name.endsWith("." + bare);
    }

    private static Proxy parse(String variable, String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
                throw unusable(variable);
            }
            String user = uri.getUserInfo();
            byte[] bytes = user == null ? new byte[0] : user.getBytes(StandardCharsets.UTF_8);
            String authorization =
                    user == null ? null : "Basic " + Base64.getEncoder().encodeToString(bytes);
            return new Proxy(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort(), authorization);
        } catch (URISyntaxException e) {
            throw unusable(variable);
        }
    }

    // Without the value and without a cause: both could show a password.
    private static KeelsonException unusable(String variable) {
        return KeelsonException.usage("the environment variable " + variable + " does not hold a usable proxy address")
                .withHint("the form is http://host:port or http://user:password@host:port");
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private String value(String name) {
        String lower = environment.get(name);
        return lower != null ? lower : environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    }
}
