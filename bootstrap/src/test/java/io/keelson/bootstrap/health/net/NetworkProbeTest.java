package io.keelson.bootstrap.health.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.keelson.bootstrap.health.Check.What;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real servers, and an API server that asks for a certificate and knows two nodes.
class NetworkProbeTest {
    private static final Duration TIME = Duration.ofSeconds(10);

    private final NetworkProbe probe = new NetworkProbe();

    @TempDir
    private Path directory;

    private HttpServer plain;
    private HttpsServer secure;

    @BeforeEach
    void start() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        plain = HttpServer.create(any, 0);
        plain.createContext("/", exchange -> answer(exchange, 200, "all is fine here"));
        plain.createContext("/slow", exchange -> {
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange, 200, "");
        });
        plain.start();
        openssl("ec", "ca", "-x509", "-subj", "/CN=ca");
        issue("ec", "server");
        secure = HttpsServer.create(any, 0);
        SSLContext context = Tls.identified(
                Pem.certificates(read("ca.crt")), Pem.certificates(read("server.crt")), Pem.key(read("server.key")));
        secure.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = context.getDefaultSSLParameters();
                ssl.setWantClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        secure.createContext("/", NetworkProbeTest::api);
        secure.start();
    }

    @AfterEach
    void stop() {
        plain.stop(0);
        secure.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /// Says yes to the certificate of a node, and to a token.
    private static void api(HttpExchange exchange) throws IOException {
        boolean known = "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        try {
            known |= ((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName()
                    .equals("CN=node");
        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
            // came without one
        }
        String condition =
                "{\"status\":{\"conditions\":[{\"type\":\"X\"},{\"type\":\"Ready\",\"status\":\"%s\",\"message\":\"%s\"}]}}";
        switch (known ? exchange.getRequestURI().getPath() : "") {
            case "" -> answer(exchange, 401, "");
            case "/api/v1/nodes/ready" -> answer(exchange, 200, condition.formatted("True", ""));
            case "/api/v1/nodes/unready" -> answer(exchange, 200, condition.formatted("False", "no network"));
            default -> answer(exchange, 404, "");
        }
    }

    private String read(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    private void openssl(String kind, String name, String... more) throws Exception {
        String key = kind.equals("ec") ? "ec -pkeyopt ec_paramgen_curve:P-256" : "rsa:2048";
        run("openssl req -newkey " + key + " -nodes -keyout " + name + ".key -out " + name + ".crt -days 2 "
                + String.join(" ", more));
    }

    /// A certificate by our authority.
    private void issue(String kind, String name) throws Exception {
        openssl(kind, name, "-subj", "/CN=" + name);
        run("mv " + name + ".crt " + name
                + ".csr; echo subjectAltName=DNS:localhost,IP:127.0.0.1 >ext; openssl x509 -req -in " + name
                + ".csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile ext -out " + name + ".crt");
    }

    private void run(String script) throws Exception {
        Process process = new ProcessBuilder("sh", "-ec", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private String url(HttpServer server) {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    private Optional<String> http(String url, int status, String body) throws InterruptedException {
        return probe.fault(
                new What.Http(URI.create(url), status, Optional.of(Pattern.compile(body)), Optional.empty()), TIME);
    }

    @Test
    void statusAndBodyOfAnAnswerCount() throws Exception {
        assertThat(http(url(plain), 200, "f.ne")).isEmpty();
        assertThat(http(url(plain), 204, "")).hasValue("status 200, expected 204");
        assertThat(http(url(plain), 200, "^fine")).hasValue("the answer has nothing like ^fine");
    }

    @Test
    void aServerThatIsSlowOrGoneIsAFault() throws Exception {
        What slow = new What.Http(URI.create(url(plain) + "/slow"), 200, Optional.empty(), Optional.empty());
        assertThat(probe.fault(slow, Duration.ofMillis(200))).hasValue("request timed out");
        int port = closedPort();
        assertThat(http("http://127.0.0.1:" + port, 200, "")).isPresent();
        assertThat(probe.fault(new What.Tcp("127.0.0.1", port), TIME))
                .get()
                .asString()
                .contains("refused");
        assertThat(probe.fault(new What.Tcp("127.0.0.1", plain.getAddress().getPort()), TIME))
                .isEmpty();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrustedUnlessThatIsNamed() throws Exception {
        assertThat(http(url(secure), 401, "")).get().asString().contains("certification path");
        What trusting = new What.Http(
                URI.create(url(secure)),
                401,
                Optional.empty(),
                Optional.of(directory.resolve("ca.crt").toString()));
        assertThat(probe.fault(trusting, TIME)).isEmpty();
    }

    private Optional<String> node(String name, String user) throws Exception {
        Path config = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                current-context: c
                contexts:
                - {name: other, context: {cluster: x, user: y}}
                - {name: c, context: {cluster: k, user: u}}
                clusters:
                - name: k
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: u
                  user: {%s}
                """.formatted(
                        url(secure),
                        Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve("ca.crt"))),
                        user));
        return probe.fault(new What.Node(config.toString(), Optional.of(name)), TIME);
    }

    @Test
    void aNodeIsRegisteredAndReadyOrNot() throws Exception {
        assertThat(node("ready", "token: secret")).isEmpty();
        assertThat(node("unready", "token: secret")).hasValue("the node unready is not Ready: no network");
        assertThat(node("nobody", "token: secret")).hasValue("the node nobody is not registered");
        assertThat(node("ready", "token: wrong")).hasValue("the API server answers with status 401 about node ready");
    }

    /// openssl writes PKCS #8 itself, the older formats on request.
    @ParameterizedTest
    @ValueSource(strings = {"ec pkey", "ec ec", "rsa pkey", "rsa rsa"})
    void aNodeSaysWhoItIsWithItsCertificate(String kinds) throws Exception {
        String kind = kinds.substring(0, kinds.indexOf(' '));
        String format = kinds.substring(kinds.indexOf(' ') + 1);
        issue(kind, "node");
        String traditional = format.equals("rsa") ? " -traditional" : "";
        run("openssl " + format + " -in node.key -out node.out" + traditional + "; cat node.crt node.out >node.pem");
        String file = directory.resolve("node.pem").toString();
        assertThat(node("ready", "client-certificate: " + file + ", client-key: " + file))
                .isEmpty();
    }

    @Test
    void aKubeconfigThatIsNotThereIsNamed() throws Exception {
        What missing = new What.Node(directory.resolve("none").toString(), Optional.empty());
        assertThat(probe.fault(missing, TIME)).hasValue("there is no file " + directory.resolve("none"));
    }
}
