package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.remote.CookieJar;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "list-cookies", description = "Show remote repository cookies")
final class RemoteListCookiesCommand extends RepositoryCommand {
    @Parameters(paramLabel = "NAME")
    private String remote = "";

    @Override
    void run() throws IOException {
        try (Repository repo = open()) {
            CookieJar.of(repo, remote).cookies().forEach(this::print);
        }
    }

    private void print(CookieJar.Cookie cookie) {
        String expires = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss '+0000'", Locale.ROOT)
                .format(Instant.ofEpochSecond(cookie.expires()).atOffset(ZoneOffset.UTC));
        out().println("--");
        out().println("Domain: " + cookie.domain());
        out().println("Path: " + cookie.path());
        out().println("Name: " + cookie.name());
        out().println("Secure: " + (cookie.secure() ? "TRUE" : "FALSE"));
        out().println("Expires: " + expires);
        out().println("Value: " + cookie.value());
    }
}
