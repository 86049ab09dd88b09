package io.keelson.ostree.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.keelson.ostree.fetch.FetchSettings.Tls;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    Path dir;

    @Test
    void aServerIsBelievedForItsCertificateOnly() throws Exception {
        Identity server = Identity.make(dir, "server");
        Identity other = Identity.make(dir, "other");
        HttpsServer running = serve(server.serving(other), false);
        try {
            String url = "https://127.0.0.1:" + running.getAddress().getPort();
            assertThat(fetch(url, tls(server.certificate(), null))).isEqualTo("content");
            assertThatThrownBy(() -> fetch(url, tls(other.certificate(), null))).hasMessageContaining(url);
            assertThatThrownBy(() -> fetch(url, Tls.DEFAULT)).hasMessageContaining(url);
            // The certificate does not name this host.
            String named = "https://localhost:" + running.getAddress().getPort();
            assertThatThrownBy(() -> fetch(named, tls(server.certificate(), null)))
                    .hasMessageContaining(named);
            assertThat(fetch(named, new Tls(true, null, null, null))).isEqualTo("content");
        } finally {
            running.stop(0);
        }
    }

    @Test
    void aServerMayDemandOurCertificate() throws Exception {
        Identity server = Identity.make(dir, "server");
        Identity client = Identity.make(dir, "client");
        HttpsServer running = serve(server.serving(client), true);
        try {
            String url = "https://127.0.0.1:" + running.getAddress().getPort();
            assertThat(fetch(url, tls(server.certificate(), client))).isEqualTo("content");
            assertThatThrownBy(() -> fetch(url, tls(server.certificate(), null)))
                    .hasMessageContaining(url);
            assertThatThrownBy(() -> fetch(url, tls(server.certificate(), server)))
                    .hasMessageContaining(url);
        } finally {
            running.stop(0);
        }
    }

    @Test
    void whatIsNoCertificateIsTold() throws Exception {
        Identity client = Identity.make(dir, "client");
        Path none = Files.writeString(dir.resolve("none"), "nothing");
        String url = "https://127.0.0.1:1";
        assertThatThrownBy(() -> fetch(url, new Tls(false, null, client.certificate(), null)))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("must be set together");
        assertThatThrownBy(() -> fetch(url, new Tls(false, null, client.certificate(), none)))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining(none + " is not a private key");
        assertThatThrownBy(() -> fetch(url, new Tls(false, null, none, client.key())))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining(none.toString());
        assertThatThrownBy(() -> fetch(url, new Tls(false, none, null, null)))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining(none.toString());
        assertThatThrownBy(() -> fetch(url, new Tls(false, dir.resolve("nowhere"), null, null)))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("nowhere");
    }

    private static Tls tls(Path authority, @Nullable Identity client) {
        return client == null
                ? new Tls(false, authority, null, null)
                : new Tls(false, authority, client.certificate(), client.key());
    }

    private static HttpsServer serve(SSLContext context, boolean demanding) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(demanding);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 7);
                exchange.getResponseBody().write("content".getBytes(UTF_8));
            }
        });
        server.start();
        return server;
    }

    private static String fetch(String url, Tls tls) throws IOException {
        FetchSettings settings = new FetchSettings("test", List.of(), List.of(), 0, null, true, tls, null);
        try (Fetcher fetcher = new Fetcher(settings, bytes -> {})) {
            Fetched fetched = fetcher.fetch(List.of(Site.parse(url)), "file", Validators.NONE, 100);
            return new String(((Fetched.Content) fetched).bytes(), UTF_8);
        }
    }
}
