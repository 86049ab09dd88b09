package io.keelson.bootstrap.host.state;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Small files of the host, as text. What is not there is empty; what cannot be read is told.
public final class SmallFiles {
    private SmallFiles() {}

    public static Optional<String> read(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// What is in a directory, in the order of names.
    public static List<Path> list(Path directory) {
        try (Stream<Path> found = Files.list(directory)) {
            return found.sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static KeelsonException unreadable(Path file, IOException e) {
        return new KeelsonException("cannot read " + file + ": " + e.getMessage(), e)
                .withHint("run as root; if that does not help, look at the kernel's messages (dmesg)");
    }
}
