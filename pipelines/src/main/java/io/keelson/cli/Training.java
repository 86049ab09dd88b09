package io.keelson.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What the launcher runs once after a build, so that the JVM's cache holds the classes that commands use.
///
/// Some of the commands fail, as there is no network to ask and nothing to find; what they loaded counts.
final class Training {
    private Training() {}

    /// Runs the commands.
    ///
    /// @param args one treefile
    public static void main(String[] args) throws IOException {
        Path directory = Files.createTempDirectory("keelson-training");
        try {
            commands(args[0], directory).forEach(Keelson::run);
        } finally {
            delete(directory);
        }
    }

    private static Stream<String[]> commands(String treefile, Path directory) {
        String repo = "--repo=" + directory.resolve("repo");
        return Stream.of(
                words("--help"),
                words("--version"),
                words("compose", "--help"),
                words("treefile", "check", treefile),
                words("treefile", "print", treefile),
                words("treefile", "explain", "packages"),
                words("resolve", "--cache-only", "--cachedir=" + directory.resolve("cache"), treefile),
                words("ostree", repo, "init", "--mode=archive"),
                words(
                        "ostree",
                        repo,
                        "commit",
                        "--branch=training",
                        "--tree=dir=" + Path.of(treefile).getParent()),
                words("ostree", repo, "ls", "-R", "training"),
                words("ostree", repo, "refs"),
                words("ostree", repo, "rev-parse", "training"),
                words("ostree", repo, "show", "training"),
                words(
                        "ostree",
                        repo,
                        "checkout",
                        "-U",
                        "training",
                        directory.resolve("tree").toString()),
                words("ostree", repo, "fsck"),
                words("ostree", repo, "log", "training"));
    }

    private static String[] words(String... words) {
        return words;
    }

    static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
