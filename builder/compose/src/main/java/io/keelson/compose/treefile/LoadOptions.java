package io.keelson.compose.treefile;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known before the first file is read.
///
/// @param basearch the architecture that is composed for, as rpm distributions call it (`x86_64`,
///     `aarch64`), whatever the packages' own name for it is
/// @param variables win over those of the treefile
public record LoadOptions(String basearch, SortedMap<String, VarValue> variables) {
    public LoadOptions {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    /// For an architecture, without variables.
    public static LoadOptions of(String basearch) {
        return new LoadOptions(basearch, new TreeMap<>());
    }

    /// For the architecture of this machine.
    public static LoadOptions host() {
        String arch = System.getProperty("os.arch", "");
        return of(Map.of("amd64", "x86_64", "i386", "i686", "x86", "i686").getOrDefault(arch, arch));
    }
}
