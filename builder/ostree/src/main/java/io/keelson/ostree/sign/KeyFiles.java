package io.keelson.ostree.sign;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files with one key on each line, secret or public. Secret keys belong in such files and not on command
/// lines, which every process of a machine can read.
public final class KeyFiles {
    /// No list of keys is that large.
    private static final long LARGEST = 16 << 20;

    private KeyFiles() {}

    /// The lines that are not blank.
    ///
    /// @throws KeelsonException when it is no regular file, or not text
    public static List<String> lines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new KeelsonException("File object '" + file + "' is not a regular file");
        }
        if (Files.size(file) > LARGEST) {
            throw new KeelsonException("Key file '" + file + "' is too large");
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (MalformedInputException e) {
            throw new KeelsonException("Key file '" + file + "' is not text", e);
        }
    }
}
