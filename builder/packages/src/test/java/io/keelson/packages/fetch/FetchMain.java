package io.keelson.packages.fetch;

import io.keelson.release.Digest;
import io.keelson.release.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A process of its own that fetches one file, for tests that kill it.
final class FetchMain {
    private FetchMain() {}

    public static void main(String[] args) {
        Wanted wanted = new Wanted("forked", URI.create(args[1]), Digest.parse(args[2]), Long.parseLong(args[3]));
        ContentCache cache = new ContentCache(Path.of(args[0]));
        new Downloads(cache, FetchOptions.of(Map.of()), Progress.SILENT).fetchAll(List.of(wanted), _ -> {});
    }
}
