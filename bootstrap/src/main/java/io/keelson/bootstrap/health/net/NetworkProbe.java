package io.keelson.bootstrap.health.net;

import io.keelson.bootstrap.health.Check;
import io.keelson.bootstrap.health.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/// Looks at servers.
public final class NetworkProbe implements Probe {
    private static final int BODY = 1 << 20;

    @Override
    public Optional<String> fault(Check.What what, Duration timeout) throws InterruptedException {
        try {
            return switch (what) {
                case Check.What.Http http -> http(http, timeout);
                case Check.What.Tcp tcp -> tcp(tcp, timeout);
                case Check.What.Node node -> new NodeProbe(node).fault(timeout);
                case Check.What.Script _, Check.What.UnitActive _, Check.What.NoFailedUnits _ ->
                    throw new IllegalArgumentException("this is not looked at over the network: " + what);
            };
        } catch (UnknownHostException e) {
            return Optional.of("no such host: " + e.getMessage());
        } catch (IOException | GeneralSecurityException e) {
            return Optional.of(words(e));
        }
    }

    /// The client's exceptions often have no message of their own.
    private static String words(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                return cause.getMessage();
            }
        }
        return e instanceof java.net.ConnectException
                ? "connection refused"
                : e.getClass().getSimpleName();
    }

    private static Optional<String> tcp(Check.What.Tcp tcp, Duration timeout) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(tcp.host(), tcp.port()), Math.toIntExact(timeout.toMillis()));
            return Optional.empty();
        }
    }

    private static Optional<String> http(Check.What.Http http, Duration timeout)
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(timeout);
        Optional<String> authorities = http.ca().or(Pem::systemAuthorities);
        if (authorities.isPresent() && "https".equals(http.url().getScheme())) {
            builder.sslContext(Tls.trusting(Pem.certificates(Pem.read(authorities.get()))));
        }
        try (HttpClient client = builder.build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(http.url()).timeout(timeout).build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            Optional<String> fault = compare(http, answer);
            client.shutdownNow();
            return fault;
        }
    }

    private static Optional<String> compare(Check.What.Http http, HttpResponse<InputStream> answer) throws IOException {
        if (answer.statusCode() != http.status()) {
            return Optional.of("status " + answer.statusCode() + ", expected " + http.status());
        }
        try (InputStream in = answer.body()) {
            String body = http.body().isPresent() ? new String(in.readNBytes(BODY), StandardCharsets.UTF_8) : "";
            return http.body()
                    .filter(pattern -> !pattern.matcher(body).find())
                    .map(pattern -> "the answer has nothing like " + pattern);
        }
    }
}
