package io.keelson.ostree.fetch;

import io.keelson.release.KeelsonException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The address below which files are, without user and password: those go nowhere but into requests.
///
/// @param base without a slash at its end
/// @param authorization what the `Authorization` header says, or null
public record Site(URI base, @Nullable String authorization) {
    /// Reads an address: `http`, `https` or `file`, with `USER:PASSWORD@` in it or not.
    ///
    /// @throws KeelsonException when it is none
    public static Site parse(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
            return switch (scheme) {
                case "http", "https" -> http(uri);
                case "file" -> new Site(uri, null);
                default ->
                    throw new KeelsonException("Invalid URI scheme in " + withoutUser(text)
                            + "; only http, https and file are understood");
            };
        } catch (URISyntaxException e) {
            throw new KeelsonException("Invalid URI " + withoutUser(text) + ": " + e.getReason(), e);
        }
    }

    private static Site http(URI uri) throws URISyntaxException {
        if (uri.getHost() == null) {
            throw new URISyntaxException(String.valueOf(uri), "no host");
        }
        String user = uri.getUserInfo();
        URI bare = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), uri.getQuery(), null);
        return new Site(bare, user == null ? null : basic(user));
    }

    /// The header for `USER:PASSWORD`.
    static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private static String withoutUser(String text) {
        return text.replaceFirst("//[^/@]*@", "//");
    }

    /// The same place with what the `Authorization` header says, unless the address said so itself.
    Site withAuthorization(@Nullable String value) {
        return authorization != null || value == null ? this : new Site(base, value);
    }

    /// A file.
    URI file(String path) {
        return path.isEmpty() ? base : URI.create(base + "/" + path);
    }

    /// Whether it is on this machine.
    public boolean isLocal() {
        return "file".equalsIgnoreCase(base.getScheme());
    }

    /// The directory of a site on this machine.
    public Path directory() {
        return Path.of(base.getPath());
    }
}
