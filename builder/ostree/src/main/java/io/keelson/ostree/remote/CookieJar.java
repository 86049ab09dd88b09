package io.keelson.ostree.remote;

import io.keelson.ostree.Durable;
import io.keelson.ostree.Repository;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The cookies that are sent to a remote, in the form of Netscape's `cookies.txt`.
///
/// @param file the jar; it need not be there
public record CookieJar(Path file) {
    private static final int FIELDS = 7;

    /// A cookie.
    ///
    /// @param domain the host, or with a dot before it, the host and all below it
    /// @param secure whether it is sent over HTTPS only
    /// @param expires seconds after the epoch
    public record Cookie(String domain, String path, boolean secure, long expires, String name, String value) {
        /// Whether it goes to a host and a path at that time.
        public boolean suits(String host, String at, boolean https, long now) {
            String bare = domain.startsWith(".") ? domain.substring(1) : domain;
            boolean here = host.equalsIgnoreCase(bare)
                    || (domain.startsWith(".")
                            && host.toLowerCase(Locale.ROOT).endsWith(domain.toLowerCase(Locale.ROOT)));
            boolean below = at.equals(path) || at.startsWith(path.endsWith("/") ? path : path + "/");
            return here && below && (https || !secure) && (expires == 0 || expires > now);
        }

        private String line() {
            String below = domain.startsWith(".") ? "TRUE" : "FALSE";
            String safe = secure ? "TRUE" : "FALSE";
            return String.join("\t", domain, below, path, safe, Long.toString(expires), name, value);
        }
    }

    /// The jar of a remote.
    public static CookieJar of(Repository repo, String remote) {
        if (remote.contains("/")) {
            throw new KeelsonException("Invalid remote name " + remote);
        }
        return new CookieJar(repo.path().resolve(remote + ".cookies.txt"));
    }

    /// All cookies; lines that are none are skipped.
    public List<Cookie> cookies() throws IOException {
        List<Cookie> cookies = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                parse(line).ifPresent(cookies::add);
            }
        }
        return cookies;
    }

    private static Optional<Cookie> parse(String line) {
        String[] fields = line.strip().split("\\s+", FIELDS);
        if (fields.length < FIELDS || !fields[4].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new Cookie(
                fields[0], fields[2], fields[3].equals("TRUE"), Long.parseLong(fields[4]), fields[5], fields[6]));
    }

    /// Adds a cookie.
    public void add(Cookie cookie) throws IOException {
        List<Cookie> cookies = cookies();
        cookies.add(cookie);
        write(cookies);
    }

    /// Removes a cookie.
    ///
    /// @throws KeelsonException when there is none
    public void delete(String domain, String path, String name) throws IOException {
        List<Cookie> cookies = cookies();
        boolean found = cookies.removeIf(cookie -> cookie.domain().equals(domain)
                && cookie.path().equals(path)
                && cookie.name().equals(name));
        if (!found) {
            throw new KeelsonException("Cookie not found in jar");
        }
        write(cookies);
    }

    private void write(List<Cookie> cookies) throws IOException {
        StringBuilder text = new StringBuilder();
        cookies.forEach(cookie -> text.append(cookie.line()).append('\n'));
        Durable.replace(file, text.toString().getBytes(StandardCharsets.UTF_8), true);
    }
}
