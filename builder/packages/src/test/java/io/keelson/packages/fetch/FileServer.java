package io.keelson.packages.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Serves a directory on loopback with ranges and validators, and fails on demand. Every answer is
/// written down as `METHOD path range status`.
public final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final Path root;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Map<String, ConcurrentLinkedQueue<Fault>> faults = new ConcurrentHashMap<>();

    /// Replaces one answer.
    @FunctionalInterface
    public interface Fault {
        void answer(HttpExchange exchange, byte[] content) throws IOException, InterruptedException;
    }

    public FileServer(Path root) throws IOException {
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<String> log() {
        return log;
    }

    /// Lets the next answers for `path` be these.
    public void fail(String path, Fault... next) {
        faults.computeIfAbsent("/" + path, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    /// Answers with a status alone.
    public static Fault status(int status) {
        return (exchange, _) -> exchange.sendResponseHeaders(status, -1);
    }

    /// Announces everything, sends `bytes` and cuts the connection.
    public static Fault cutAfter(int bytes) {
        return (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            OutputStream out = exchange.getResponseBody();
            out.write(content, 0, bytes);
            out.flush();
            throw new IOException("cut");
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
        log.add(path + " " + range);
        Path file = root.resolve(path.substring(1));
        var queue = faults.getOrDefault(path, new ConcurrentLinkedQueue<>());
        Fault fault = queue.poll();
        try (exchange) {
            byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
            if (fault != null) {
                fault.answer(exchange, content == null ? new byte[0] : content);
            } else if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                serve(exchange, content, range);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void serve(HttpExchange exchange, byte[] content, String range) throws IOException {
        String etag = "\"" + Arrays.hashCode(content) + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        int from = range.startsWith("bytes=") ? Integer.parseInt(range.substring(6, range.length() - 1)) : 0;
        if (from >= content.length && from > 0) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            String part = "bytes " + from + "-" + (content.length - 1) + "/" + content.length;
            exchange.getResponseHeaders().set("Content-Range", part);
        }
        int length = content.length - from;
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, length == 0 ? -1 : length);
        exchange.getResponseBody().write(content, from, length);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
