package io.keelson.compose;

import io.keelson.compose.layer.Layers;
import io.keelson.compose.treefile.Treefile;
import io.keelson.packages.LockedPackage;
import io.keelson.release.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/// One value for everything that an image is made of. Two composes with the same one would give the
/// same content, so the second need not be made.
final class InputHash {
    /// Goes up when Keelson itself makes other images of the same input.
    private static final String FORMAT = "keelson-input-1";

    private InputHash() {}

    static Digest of(Treefile treefile, List<LockedPackage> packages, Layers layers) {
        MessageDigest digest = Digest.sha256();
        add(digest, FORMAT);
        add(digest, treefile.inputDigest().hex());
        for (LockedPackage locked : packages) {
            add(digest, locked.name() + " " + locked.version() + " " + locked.arch() + " " + locked.sha256());
        }
        layers.lines().forEach(line -> add(digest, line));
        return Digest.of(digest);
    }

    private static void add(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
