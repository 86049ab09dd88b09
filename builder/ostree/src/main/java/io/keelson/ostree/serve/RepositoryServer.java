package io.keelson.ostree.serve;

import com.sun.net.httpserver.HttpServer;
import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Publishes a repository over HTTP: what clients pull, and nothing else that lies in its directory.
/// Reads the files at each request, so what is committed meanwhile is published at once.
public final class RepositoryServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private RepositoryServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// Begins to answer.
    ///
    /// @param host name or number of the address to listen on
    /// @param port where there; 0 takes one that is free
    /// @throws KeelsonException when the repository is none that clients can pull from, or the address is taken
    public static RepositoryServer start(Repository repo, String host, int port) throws IOException {
        if (repo.mode() != Mode.ARCHIVE) {
            throw new KeelsonException(repo.path() + " has mode '" + repo.mode().text()
                            + "', and only archive repositories can be pulled from over HTTP")
                    .withHint("fill one for the clients: ostree init --repo=PUBLIC --mode=archive, then "
                            + "ostree --repo=PUBLIC pull-local " + repo.path());
        }
        // Without it the last packet of an answer waits for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Whoever sends a request this slowly does not want an answer.
        System.setProperty("sun.net.httpserver.maxReqTime", "60");
        HttpServer server = bound(new InetSocketAddress(host, port));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", new FileHandler(new Published(repo)));
        server.start();
        return new RepositoryServer(server, threads);
    }

    private static HttpServer bound(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new KeelsonException("cannot listen on " + address.getHostString() + ": no such host");
        }
        try {
            return HttpServer.create(address, 0);
        } catch (BindException e) {
            String where = address.getAddress().getHostAddress() + " port " + address.getPort();
            throw new KeelsonException("cannot listen on " + where + ": " + e.getMessage(), e)
                    .withHint("choose another one with --port, or 0 for any that is free");
        }
    }

    /// Where clients find the repository.
    public URI address() {
        InetSocketAddress at = server.getAddress();
        String host = at.getAddress().getHostAddress();
        return URI.create("http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + at.getPort() + "/");
    }

    /// Stops listening; what is being answered breaks off.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
