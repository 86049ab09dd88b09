package io.keelson.ostree.pull;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/// Answers every request with the same bytes, whatever they are, and closes the connection.
final class HostileServer implements AutoCloseable {
    private final ServerSocket socket;
    private volatile byte[] answer = {};

    HostileServer() throws IOException {
        socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /// Answers as servers give them.
    static List<byte[]> honest() {
        return List.of(
                bytes("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nETag: \"a\"\r\n\r\ncontent"),
                bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\ncontent\r\n0\r\n\r\n"),
                bytes("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-6/7\r\nContent-Length: 7\r\n\r\ncontent"),
                bytes("HTTP/1.1 304 Not Modified\r\nLast-Modified: Sat, 21 Nov 2026 16:00:00 GMT\r\n\r\n"),
                bytes("HTTP/1.1 302 Found\r\nLocation: http://b.example/%20\r\nContent-Length: 0\r\n\r\n"),
                bytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
                bytes("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    void answer(byte[] bytes) {
        answer = bytes;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoTimeout(5000);
                serve(client);
            } catch (IOException e) {
                // the client did not like the answer, or this was closed
            }
        }
    }

    private void serve(Socket client) throws IOException {
        BufferedReader request = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
            // the whole of it, so that closing the connection does not destroy the answer
        }
        client.getOutputStream().write(answer);
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
