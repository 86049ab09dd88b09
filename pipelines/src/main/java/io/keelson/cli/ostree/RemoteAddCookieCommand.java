package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "add-cookie", description = "Add a cookie to remote")
final class RemoteAddCookieCommand extends RepositoryCommand {
    private static final int YEARS = 25;

    @Mixin
    private final CookieKey cookie = new CookieKey();

    @Parameters(index = "4", paramLabel = "VALUE")
    private String value = "";

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            long expires = OffsetDateTime.now(ZoneOffset.UTC).plusYears(YEARS).toEpochSecond();
            cookie.add(repo, value, expires);
        }
    }
}
