package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.remote.CookieJar;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "add-cookie", description = "Add a cookie to remote")
final class RemoteAddCookieCommand extends RepositoryCommand {
    private static final int YEARS = 25;

    @Parameters(index = "0", paramLabel = "NAME")
    private String remote = "";

    @Parameters(index = "1", paramLabel = "DOMAIN")
    private String domain = "";

    @Parameters(index = "2", paramLabel = "PATH")
    private String path = "";

    @Parameters(index = "3", paramLabel = "COOKIE_NAME")
    private String name = "";

    @Parameters(index = "4", paramLabel = "VALUE")
    private String value = "";

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            long expires = OffsetDateTime.now(ZoneOffset.UTC).plusYears(YEARS).toEpochSecond();
            CookieJar.of(repo, remote).add(new CookieJar.Cookie(domain, path, false, expires, name, value));
        }
    }
}
