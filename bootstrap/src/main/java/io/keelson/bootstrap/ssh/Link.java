package io.keelson.bootstrap.ssh;

import java.io.IOException;
import java.net.Socket;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import org.jspecify.annotations.Nullable;

/// A connection to one host: over a socket, or over a channel of another connection.
final class Link implements AutoCloseable {
    /// sshj wants an address, and must not look one up here that only the host in between knows.
    private static final String NO_NAME = "127.0.0.1";

    private final SSHClient client;
    private volatile @Nullable DirectConnection tunnel;
    private volatile boolean aborted;

    Link(Config config) {
        this.client = new SSHClient(config);
    }

    SSHClient client() {
        return client;
    }

    void connect(String address, int port) throws IOException {
        client.connect(address, port);
    }

    void connect(Link before, String address, int port) throws IOException {
        DirectConnection channel = before.client.newDirectConnection(address, port);
        tunnel = channel;
        if (aborted) {
            abort();
        }
        client.connectVia(channel, NO_NAME, port);
    }

    boolean isAlive() {
        return client.isConnected() && client.getTransport().isRunning();
    }

    /// Makes everything on it fail, at once and without asking the other side.
    void abort() {
        aborted = true;
        DirectConnection channel = tunnel;
        if (channel != null) {
            channel.notifyError(new SSHException("aborted"));
        }
        Socket socket = client.getSocket();
        if (socket != null) {
            quietly(socket::close);
        }
    }

    @Override
    public void close() {
        quietly(client::disconnect);
        DirectConnection channel = tunnel;
        if (channel != null) {
            quietly(channel::close);
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void quietly(Action action) {
        try {
            action.run();
        } catch (IOException | RuntimeException e) {
            // it is gone all the same
        }
    }
}
