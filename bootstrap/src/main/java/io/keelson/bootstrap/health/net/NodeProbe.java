package io.keelson.bootstrap.health.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keelson.bootstrap.health.Check;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Asks the API server about this node, as the kubelet's own user.
final class NodeProbe {
    private static final int BODY = 16 << 20;

    private final Check.What.Node node;

    NodeProbe(Check.What.Node node) {
        this.node = node;
    }

    Optional<String> fault(Duration timeout) throws IOException, InterruptedException, GeneralSecurityException {
        Kubeconfig config = Kubeconfig.read(node.kubeconfig());
        String name = node.node().isPresent() ? node.node().get() : hostname();
        URI url = URI.create(config.cluster().getOrDefault("server", "") + "/api/v1/nodes/" + name);
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout);
        String token = config.token();
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .sslContext(tls(config))
                .build()) {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            Optional<String> fault = judge(answer, name);
            client.shutdownNow();
            return fault;
        }
    }

    /// The name that a kubelet takes when nobody gives it another.
    private static String hostname() throws IOException {
        return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
    }

    private static SSLContext tls(Kubeconfig config) throws IOException, GeneralSecurityException {
        String authority = config.material(config.cluster(), "certificate-authority");
        String certificate = config.material(config.user(), "client-certificate");
        if (authority.isEmpty()) {
            return SSLContext.getDefault();
        }
        return certificate.isEmpty()
                ? Tls.trusting(Pem.certificates(authority))
                : Tls.identified(
                        Pem.certificates(authority),
                        Pem.certificates(certificate),
                        Pem.key(config.material(config.user(), "client-key")));
    }

    private static Optional<String> judge(HttpResponse<InputStream> answer, String name) throws IOException {
        if (answer.statusCode() == 404) {
            return Optional.of("the node " + name + " is not registered");
        }
        if (answer.statusCode() != 200) {
            return Optional.of("the API server answers with status " + answer.statusCode() + " about node " + name);
        }
        try (InputStream in = answer.body()) {
            return ready(new JsonMapper().readTree(in.readNBytes(BODY)), name);
        }
    }

    static Optional<String> ready(JsonNode node, String name) {
        for (JsonNode condition : node.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True")
                        ? Optional.empty()
                        : Optional.of("the node " + name + " is not Ready: "
                                + condition.path("message").asText());
            }
        }
        return Optional.of("the node " + name + " does not say whether it is Ready");
    }
}
