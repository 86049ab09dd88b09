package io.keelson.bootstrap.host.state;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Commits that failed on this host or were rolled back by hand: a file each, with the reason.
public record Rejections(Path directory) {
    public static Rejections of(HostPaths paths) {
        return new Rejections(paths.rejected());
    }

    /// Why `commit` is not taken again, if so.
    public Optional<String> reason(String commit) {
        return SmallFiles.read(file(commit)).map(String::strip);
    }

    public Path file(String commit) {
        return directory.resolve(commit);
    }

    /// All of them, by commit.
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (Path file : SmallFiles.list(directory)) {
            String commit = String.valueOf(file.getFileName());
            reason(commit).ifPresent(reason -> all.put(commit, reason));
        }
        return all;
    }
}
