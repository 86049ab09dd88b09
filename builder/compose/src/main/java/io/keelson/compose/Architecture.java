package io.keelson.compose;

import io.keelson.release.KeelsonException;
import java.util.Map;

/// Debian's names for what a treefile calls `basearch`.
public final class Architecture {
    private static final Map<String, String> DEBIAN = Map.of(
            "x86_64",
            "amd64",
            "aarch64",
            "arm64",
            "ppc64le",
            "ppc64el",
            "s390x",
            "s390x",
            "riscv64",
            "riscv64",
            "i386",
            "i386",
            "i686",
            "i386",
            "armhfp",
            "armhf",
            "loongarch64",
            "loong64");

    private Architecture() {}

    /// Debian's name.
    ///
    /// @throws KeelsonException when Debian has none
    public static String debian(String basearch) {
        String name = DEBIAN.get(basearch);
        if (name == null) {
            throw KeelsonException.usage("Debian has no architecture for basearch " + basearch)
                    .withHint("known are "
                            + String.join(
                                    ", ", DEBIAN.keySet().stream().sorted().toList()));
        }
        return name;
    }
}
