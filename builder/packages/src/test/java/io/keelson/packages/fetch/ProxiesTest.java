package io.keelson.packages.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "http://deb.example.org/x, p:3128",
        "https://deb.example.org/x, s:80",
        "http://internal/x, direct",
        "http://a.corp.example/x, direct",
        "http://corp.example/x, direct",
        "http://notcorp.example/x, p:3128",
        "http://h:8080/x, direct",
        "http://h/x, p:3128",
        "http://10.0.0.1/x, direct",
    })
    void choosesByEnvironment(URI uri, String expected) {
        Proxies proxies = Proxies.of(Map.of(
                "http_proxy", "http://p:3128/",
                "HTTP_PROXY", "http://not-this:1",
                "HTTPS_PROXY", "s",
                "no_proxy", "internal, .corp.example,h:8080,10.0.0.1"));
        assertThat(proxies.proxyFor(uri).map(Proxies.Proxy::toString).orElse("direct"))
                .isEqualTo(expected);
    }

    @Test
    void showsNoPassword() {
        Proxies proxies =
                Proxies.of(Map.of("http_proxy", "http://user:secret@p:1", "https_proxy", "socks5://u:secret@h"));
        assertThat(proxies.proxyFor(URI.create("http://x/")).toString()).doesNotContain("secret");
        assertThatThrownBy(() -> proxies.proxyFor(URI.create("https://x/")))
                .isInstanceOf(KeelsonException.class)
                .hasMessage("the environment variable https_proxy does not hold a usable proxy address")
                .hasNoCause();
        assertThat(Addresses.shown(URI.create("http://u:secret@h/a@b"))).isEqualTo("http://h/a@b");
    }

    @Test
    void fetchesThroughAProxyWithCredentials() throws Exception {
        byte[] content = FileServer.text("through the proxy");
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            try (exchange) {
                String user = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
                seen.add(exchange.getRequestURI() + " " + user);
                exchange.sendResponseHeaders(user == null ? 407 : 200, user == null ? -1 : content.length);
                exchange.getResponseBody().write(content);
            }
        });
        proxy.start();
        try {
            String address = "127.0.0.1:" + proxy.getAddress().getPort();
            Wanted wanted =
                    new Wanted("tool", URI.create("http://deb.invalid/tool.deb"), Digest.of(content), content.length);

            fetch("http://user:pass%21@" + address, wanted);
            assertThat(seen).containsExactly("http://deb.invalid/tool.deb Basic dXNlcjpwYXNzIQ==");

            Wanted other = new Wanted("other", URI.create("http://deb.invalid/o"), Digest.of(new byte[1]), 1);
            assertThatThrownBy(() -> fetch("http://" + address, other))
                    .hasMessage("cannot fetch other from http://deb.invalid/o: the server answered 407")
                    .satisfies(e -> assertThat(((KeelsonException) e).hint()).contains("http_proxy"));
        } finally {
            proxy.stop(0);
        }
    }

    private void fetch(String proxy, Wanted wanted) {
        FetchOptions options = FetchOptions.of(Map.of("http_proxy", proxy))
                .withPatience(1, Duration.ofMillis(5), Duration.ofSeconds(10));
        new Downloads(new ContentCache(dir), options, Progress.SILENT).fetchAll(List.of(wanted), _ -> {});
    }
}
