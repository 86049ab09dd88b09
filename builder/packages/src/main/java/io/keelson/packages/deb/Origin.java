package io.keelson.packages.deb;

import java.net.URI;

/// The repository that a package comes from.
///
/// @param repo short name, as it stands in a lockfile
/// @param base what the `Filename` fields are relative to
/// @param priority as apt's pin priority: a higher one wins over a newer version
/// @param lockedOnly whether only packages of the lockfile may come from it
public record Origin(String repo, URI base, int priority, boolean lockedOnly) {
    /// A repository that any package may come from.
    public Origin(String repo, URI base, int priority) {
        this(repo, base, priority, false);
    }

    /// The URL of a file of this repository; whatever a URL cannot hold is percent-encoded.
    String url(String filename) {
        String prefix = base.toString();
        StringBuilder url = new StringBuilder(prefix.length() + filename.length() + 1).append(prefix);
        if (!prefix.endsWith("/")) {
            url.append('/');
        }
        for (byte b : filename.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                url.append((char) b);
            } else {
                url.append('%').append(java.util.HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return url.toString();
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || "/._-+~:=@,".indexOf(b) >= 0;
    }
}
