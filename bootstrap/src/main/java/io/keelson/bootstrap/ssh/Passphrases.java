package io.keelson.bootstrap.ssh;

import java.nio.file.Path;
import java.util.Optional;

/// Where the passphrase of a private key comes from: a prompt, a file descriptor, a file; never the command line.
@FunctionalInterface
public interface Passphrases {
    /// Knows none.
    Passphrases NONE = _ -> Optional.empty();

    /// The passphrase of `key`, or nothing when there is nobody to ask. It is asked at most once for each key.
    Optional<char[]> of(Path key);
}
