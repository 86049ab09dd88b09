package io.keelson.cli.treefile;

import io.keelson.compose.treefile.LoadOptions;
import io.keelson.compose.treefile.Treefile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every command that loads a treefile lets its user choose.
final class LoadMixin {
    @Option(
            names = "--basearch",
            paramLabel = "ARCH",
            description = "Load for this architecture, like x86_64 or aarch64. Default: that of this machine.")
    private @Nullable String basearch;

    Treefile load(Path file) {
        return Treefile.load(file, basearch == null ? LoadOptions.host() : LoadOptions.of(basearch));
    }
}
