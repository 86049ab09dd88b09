package io.keelson.packages.fetch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

/// Building and showing addresses.
public final class Addresses {
    private static final String UNRESERVED = "-._~!$&'()*+,;=:@/";

    private Addresses() {}

    /// The address of `path` below `base`. Characters that an address cannot hold are escaped; a percent
    /// sign is one of them, since paths in repository indices are plain file names.
    public static URI below(URI base, String path) {
        String root = base.toString();
        return URI.create((root.endsWith("/") ? root : root + "/") + escape(path));
    }

    /// The address as it may be shown: without user and password.
    public static String shown(URI uri) {
        return withoutUser(uri).toString();
    }

    /// A text without what may be a user and password in addresses, also in malformed ones.
    public static String withoutUsers(String text) {
        return text.replaceAll("//\\S*@", "//").replaceAll("[^\\s/:]+:\\S*@", "");
    }

    /// The same address with this user, and password, in place of its own.
    ///
    /// @param user as it stands in an address
    public static URI withUser(URI uri, String user) {
        return URI.create(shown(uri).replaceFirst("//", Matcher.quoteReplacement("//" + user + "@")));
    }

    /// The same address without user and password.
    static URI withoutUser(URI uri) {
        String user = uri.getRawUserInfo();
        return user == null ? uri : URI.create(uri.toString().replaceFirst("//[^/@]*@", "//"));
    }

    private static String escape(String path) {
        StringBuilder text = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNRESERVED.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append(String.format("%%%02X", (int) c));
            }
        }
        return text.toString();
    }
}
