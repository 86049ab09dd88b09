package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keelson.e2e.KeelsonProcess.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A repository that wants a password, which stands in the address.
class SecretTest {
    private static final String SECRET = "s3cret";

    @TempDir
    Path dir;

    private Scene scene;
    private HttpServer server;

    @BeforeEach
    void makeWorld() throws Exception {
        scene = new Scene(dir);
        scene.world.add(new Deb("tool").file("./usr/share/tool", "data\n")).publish();
        scene.treefile("tool");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        sources("http://me:" + SECRET + "@127.0.0.1:" + server.getAddress().getPort() + "/apt");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void sources(String address) throws IOException {
        String text = scene.world.sources().replaceFirst("file:\\S*", address);
        Files.writeString(dir.resolve("world.sources"), text);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String user = Base64.getEncoder().encodeToString(("me:" + SECRET).getBytes(StandardCharsets.UTF_8));
        Path file = dir.resolve("world" + exchange.getRequestURI().getPath().substring("/apt".length()));
        try (exchange) {
            if (!("Basic " + user).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            } else if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, Files.size(file));
                Files.copy(file, exchange.getResponseBody());
            }
        }
    }

    private Outcome compose(String... options) throws Exception {
        Outcome outcome = scene.compose(options);
        assertThat(outcome.out() + outcome.err()).doesNotContain(SECRET);
        return outcome;
    }

    @Test
    void thePasswordIsUsedAndNeverWritten() throws Exception {
        assertThat(compose("--lock-update", "--dry-run").status()).isZero();
        Path lock = dir.resolve("keelson.lock");
        assertThat(lock).content().contains("\"http://127.0.0.1:").doesNotContain(SECRET);
        Shell.run(dir, "rm -r -- $1", scene.cache);
        Outcome locked = compose("--print-metadata-json", "--progress=json");
        assertThat(locked.status()).as(locked.err()).isZero();
        assertThat(scene.ostree("cat test /usr/share/tool")).isEqualTo("data");
        assertThat(Shell.run(dir, "grep -rlF -e $1 -- $2 $3 || true", SECRET, scene.cache, scene.repo))
                .isEmpty();
        Outcome resolved = KeelsonProcess.of(
                        List.of("resolve", "--json", scene.treefile.toString(), "--cachedir", scene.cache.toString()))
                .run();
        assertThat(resolved.out()).contains("/apt/pool/tool.deb").doesNotContain(SECRET);
    }

    @Test
    void messagesDoNotShowIt() throws Exception {
        Files.delete(scene.world.pool("tool"));
        Outcome absent = compose("--debug");
        assertThat(absent.status()).isEqualTo(1);
        assertThat(absent.err()).contains("/apt/pool/tool.deb");
        for (String wrong :
                List.of("me:" + SECRET + "@", "http://me:" + SECRET + "@@h/", "http://me:p/" + SECRET + "@h")) {
            sources(wrong);
            Outcome refused = compose("--debug");
            assertThat(refused.status()).as(wrong).isEqualTo(2);
            assertThat(refused.err()).contains("world.sources:2");
        }
    }
}
