package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete-cookie", description = "Remove one cookie from remote")
final class RemoteDeleteCookieCommand extends RepositoryCommand {
    @Mixin
    private final CookieKey cookie = new CookieKey();

    /// Upstream's users write the value as well, which says nothing more.
    @Parameters(index = "4..*", hidden = true)
    private List<String> ignored = List.of();

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            cookie.delete(repo);
        }
    }
}
