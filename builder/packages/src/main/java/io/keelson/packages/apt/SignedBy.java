package io.keelson.packages.apt;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which keys may sign a source. When all three are empty the host's trusted keys may.
///
/// @param files keyrings, binary or armoured
/// @param fingerprints keys of the host's trusted ones, upper-case hexadecimal; one that ends with `!`
///     means that key alone and not its subkeys
/// @param block armoured keys that stand in the source list itself, or null
public record SignedBy(
        List<Path> files,
        List<String> fingerprints,
        @Nullable String block) {
    /// The host's trusted keys.
    public static final SignedBy HOST = new SignedBy(List.of(), List.of(), null);

    /// Copies the lists.
    public SignedBy {
        files = List.copyOf(files);
        fingerprints = List.copyOf(fingerprints);
    }

    boolean isHost() {
        return files.isEmpty() && block == null;
    }
}
