package io.keelson.packages.apt;

import io.keelson.packages.fetch.Addresses;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/// Users and passwords that source lists have in their addresses. A lockfile never holds them, so they are
/// looked up again when its packages are fetched.
final class Credentials {
    private Credentials() {}

    /// The address with the user of the source that it lies below; of several, of the deepest.
    static URI add(URI address, List<Source> sources) {
        return sources.stream()
                .map(Source::uri)
                .filter(root ->
                        root.getRawUserInfo() != null && address.toString().startsWith(prefix(root)))
                .max(Comparator.comparingInt(root -> prefix(root).length()))
                .map(root -> Addresses.withUser(address, root.getRawUserInfo()))
                .orElse(address);
    }

    private static String prefix(URI root) {
        String shown = Addresses.shown(root);
        return shown.endsWith("/") ? shown : shown + "/";
    }
}
