package io.keelson.ostree.pull;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import org.jspecify.annotations.Nullable;

/// A ref of a remote that is asked for.
///
/// @param name of the ref, or a checksum
/// @param commit what is fetched instead of what the remote says the ref is, or null
public record WantedRef(String name, @Nullable Digest commit) {
    /// Reads `NAME` or `NAME@CHECKSUM`.
    ///
    /// @throws KeelsonException when what follows `@` is no checksum
    public static WantedRef parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return new WantedRef(text, null);
        }
        String checksum = text.substring(at + 1);
        if (!Digest.isHex(checksum)) {
            throw new KeelsonException("Invalid rev " + checksum);
        }
        return new WantedRef(text.substring(0, at), Digest.parse(checksum));
    }
}
