package io.keelson.ostree.upkeep;

import io.keelson.ostree.Repository;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Summaries that were fetched from remotes, kept for the next time.
final class SummaryCache {
    private SummaryCache() {}

    /// Removes those of remotes that are not configured any more.
    static void removeOrphans(Repository repo) throws IOException {
        Path cache = repo.path().resolve("tmp/cache/summaries");
        if (!Files.isDirectory(cache)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(cache)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String remote = name.endsWith(".sig") ? name.substring(0, name.length() - ".sig".length()) : name;
                if (!repo.config().has("remote \"" + remote + "\"")) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
