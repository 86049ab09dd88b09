package io.keelson.compose.treefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The scripts of `finalize.d` beside each treefile.
final class FinalizeScripts {
    private FinalizeScripts() {}

    /// Executable regular files, by name; of equal names the included treefile's first.
    static List<Path> find(List<Path> directories, Problems problems) {
        List<Path> scripts = new ArrayList<>();
        for (Path directory : directories.reversed()) {
            Path finalize = directory.resolve("finalize.d");
            if (Files.isDirectory(finalize)) {
                scripts.addAll(executables(finalize, problems));
            }
        }
        scripts.sort(Comparator.comparing(FinalizeScripts::name));
        return List.copyOf(scripts);
    }

    private static List<Path> executables(Path directory, Problems problems) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(new Origin(directory.toString(), 1, 1), "cannot read the directory: " + e.getMessage());
            return List.of();
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
