package io.keelson.cli.ostree;

import io.keelson.ostree.Repository;
import io.keelson.ostree.remote.CookieJar;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/// What names a cookie.
final class CookieKey {
    @Parameters(index = "0", paramLabel = "NAME")
    private String remote = "";

    @Parameters(index = "1", paramLabel = "DOMAIN")
    private String domain = "";

    @Parameters(index = "2", paramLabel = "PATH")
    private String path = "";

    @Parameters(index = "3", paramLabel = "COOKIE_NAME")
    private String name = "";

    /// @param expires seconds after the epoch
    void add(Repository repo, String value, long expires) throws IOException {
        CookieJar.of(repo, remote).add(new CookieJar.Cookie(domain, path, false, expires, name, value));
    }

    void delete(Repository repo) throws IOException {
        CookieJar.of(repo, remote).delete(domain, path, name);
    }
}
