package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.remote.CookieJar;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delete-cookie", description = "Remove one cookie from remote")
final class RemoteDeleteCookieCommand extends RepositoryCommand {
    @Parameters(index = "0", paramLabel = "NAME")
    private String remote = "";

    @Parameters(index = "1", paramLabel = "DOMAIN")
    private String domain = "";

    @Parameters(index = "2", paramLabel = "PATH")
    private String path = "";

    @Parameters(index = "3", paramLabel = "COOKIE_NAME")
    private String name = "";

    /// Upstream's users write the value as well, which says nothing more.
    @Parameters(index = "4..*", hidden = true)
    private List<String> ignored = List.of();

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            CookieJar.of(repo, remote).delete(domain, path, name);
        }
    }
}
