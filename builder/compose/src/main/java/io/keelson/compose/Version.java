package io.keelson.compose;

import io.keelson.compose.treefile.NextVersion;
import io.keelson.compose.treefile.Treefile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The version of a new commit.
final class Version {
    static final String KEY = "version";

    private Version() {}

    /// What the command line says, else the next automatic one, else what the treefile adds, else null.
    static @Nullable String of(Treefile treefile, @Nullable Previous previous, ComposeOptions options) {
        String given = options.metadata().get(KEY);
        if (given != null) {
            return given;
        }
        if (treefile.automaticVersionPrefix().isPresent()) {
            return NextVersion.of(
                    treefile.automaticVersionPrefix().get(),
                    treefile.automaticVersionSuffix(),
                    previous == null ? null : previous.text(KEY),
                    Instant.ofEpochSecond(options.epoch()));
        }
        var added = treefile.addCommitMetadata().get(KEY);
        return added == null ? null : added.asText();
    }
}
