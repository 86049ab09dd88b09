package io.keelson.ostree.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.keelson.ostree.Child;
import io.keelson.ostree.fetch.FetchSettings.Tls;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The names of the hosts exist nowhere: only a proxy can know what is meant.
class ProxyTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path dir;

    private static <S extends HttpServer> S started(S server) {
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] path = exchange.getRequestURI().getPath().getBytes(UTF_8);
                exchange.sendResponseHeaders(200, path.length);
                exchange.getResponseBody().write(path);
            }
        });
        server.start();
        return server;
    }

    private static String fetch(String url, String proxy, Tls tls) throws IOException {
        FetchSettings settings = new FetchSettings("test", List.of(), List.of(), 0, proxy, true, tls, null);
        try (Fetcher fetcher = new Fetcher(settings, bytes -> {})) {
            Fetched fetched = fetcher.fetch(List.of(Site.parse(url)), "file", Validators.NONE, 100);
            return new String(((Fetched.Content) fetched).bytes(), UTF_8);
        }
    }

    @Test
    void theProxyOfTheRemoteIsAsked() throws Exception {
        HttpServer server = started(HttpServer.create(ANY, 8));
        try (TestProxy proxy = new TestProxy(server.getAddress().getPort())) {
            assertThat(fetch("http://host.invalid/repo", proxy.url(), Tls.DEFAULT))
                    .isEqualTo("/repo/file");
            assertThat(proxy.log).containsExactly("GET http://host.invalid/repo/file HTTP/1.1");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void tlsGoesThroughATunnel() throws Exception {
        Identity identity = Identity.make(dir, "server");
        HttpsServer server = HttpsServer.create(ANY, 8);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.serving(identity)));
        started(server);
        try (TestProxy proxy = new TestProxy(server.getAddress().getPort())) {
            Tls tls = new Tls(false, identity.certificate(), null, null);
            assertThat(fetch("https://127.0.0.1:9/repo", proxy.url(), tls)).isEqualTo("/repo/file");
            assertThat(proxy.log).containsExactly("CONNECT 127.0.0.1:9 HTTP/1.1");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theEnvironmentMayNameAProxy() throws Exception {
        HttpServer server = started(HttpServer.create(ANY, 8));
        String direct = "http://127.0.0.1:" + server.getAddress().getPort();
        try (TestProxy proxy = new TestProxy(server.getAddress().getPort())) {
            Map<String, String> environment = Map.of("http_proxy", proxy.url(), "no_proxy", "127.0.0.1");
            assertThat(Child.begin(environment, FetchOnce.class, "http://host.invalid", "file")
                            .status())
                    .isZero();
            assertThat(Child.begin(environment, FetchOnce.class, direct, "file").status())
                    .isZero();
            assertThat(proxy.log).containsExactly("GET http://host.invalid/file HTTP/1.1");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aProxyThatIsNotThereIsTold() {
        assertThatThrownBy(() -> fetch("http://host.invalid/repo", "http://127.0.0.1:1", Tls.DEFAULT))
                .hasMessageContaining("host.invalid");
        assertThatThrownBy(() -> fetch("http://host.invalid/repo", "socks5://127.0.0.1:1", Tls.DEFAULT))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("http://HOST:PORT");
    }
}
