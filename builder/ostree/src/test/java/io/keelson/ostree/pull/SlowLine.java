package io.keelson.ostree.pull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A line on loopback whose way to the server takes its time: what a client sends within [#DELAY_MILLIS] arrives
/// together. So a server sees all requests that the client is willing to have under way, however fast it answers.
final class SlowLine implements AutoCloseable {
    private static final int DELAY_MILLIS = 50;

    private final ServerSocket front = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final int server;

    /// @param server port of the server on loopback
    SlowLine(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return front.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = front.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                Thread.ofVirtual().start(() -> copy(client, behind, DELAY_MILLIS));
                Thread.ofVirtual().start(() -> copy(behind, client, 0));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private static void copy(Socket from, Socket to, int delay) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
                Thread.sleep(delay);
            }
        } catch (IOException e) {
            // either side hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
    }
}
