package io.keelson.ostree.pull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keelson.release.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Publishes a directory on the loopback, as well or as badly as a test wants.
final class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path root;
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    /// What was asked for, and how it was answered: `200 /summary`.
    final List<String> log = new CopyOnWriteArrayList<>();

    /// The first attempt at each object is answered with this instead, when it is not 0.
    volatile int firstStatus;

    /// Whether the first attempt at each object ends in the middle.
    volatile boolean cutsFirst;

    volatile @Nullable String authorization;
    volatile @Nullable String redirectsTo;
    volatile long delayMillis;

    TestServer(Path root) throws IOException {
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://" + authority();
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            pause();
            String path = exchange.getRequestURI().getPath();
            int status = answer(exchange, path);
            log.add(status + " " + path);
        }
    }

    private void pause() {
        try {
            Thread.sleep(delayMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int answer(HttpExchange exchange, String path) throws IOException {
        String elsewhere = redirectsTo;
        if (elsewhere != null) {
            exchange.getResponseHeaders().add("Location", elsewhere + path);
            return empty(exchange, 302);
        }
        if (authorization != null
                && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return empty(exchange, 401);
        }
        Path file = root.resolve(path.substring(1)).normalize();
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            return empty(exchange, 404);
        }
        boolean first = path.startsWith("/objects/") && attempts.merge(path, 1, Integer::sum) == 1;
        if (first && firstStatus != 0) {
            return empty(exchange, firstStatus);
        }
        return content(exchange, Files.readAllBytes(file), first && cutsFirst);
    }

    private static int empty(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        return status;
    }

    private static int content(HttpExchange exchange, byte[] bytes, boolean cut) throws IOException {
        String etag = '"' + Digest.of(bytes).hex() + '"';
        exchange.getResponseHeaders().add("ETag", etag);
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            return empty(exchange, 304);
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int start = range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (start > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + start + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        int status = start > 0 ? 206 : 200;
        byte[] part = Arrays.copyOfRange(bytes, start, bytes.length);
        exchange.sendResponseHeaders(status, part.length == 0 ? -1 : part.length);
        exchange.getResponseBody().write(part, 0, cut ? part.length / 2 : part.length);
        exchange.getResponseBody().flush();
        return status;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
