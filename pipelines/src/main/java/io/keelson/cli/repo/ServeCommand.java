package io.keelson.cli.repo;

import io.keelson.ostree.Repository;
import io.keelson.ostree.serve.RepositoryServer;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `keelson repo serve`.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Publish an archive repository over HTTP, until it is interrupted.",
            "Clients: ostree remote add NAME URL, then ostree pull NAME REF. There is no TLS and no password; "
                    + "put a web server in front where others can listen."
        })
final class ServeCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65535;

    @Parameters(index = "0", paramLabel = "DIR", description = "The repository.")
    private Path directory = Path.of("");

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Where to listen; 0.0.0.0 for everywhere. Default: ${DEFAULT-VALUE}.",
            defaultValue = "127.0.0.1")
    private String address = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Which port; 0 for any that is free. Default: ${DEFAULT-VALUE}.",
            defaultValue = "8080")
    private int port = 8080;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > MAX_PORT) {
            throw KeelsonException.usage("--port " + port + ": ports are 0 to " + MAX_PORT);
        }
        try (Repository repo = Repository.open(directory);
                RepositoryServer server = RepositoryServer.start(repo, address, port)) {
            System.out.println("Serving " + directory + " at " + server.address());
            System.out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
