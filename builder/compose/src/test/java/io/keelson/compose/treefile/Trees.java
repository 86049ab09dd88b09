package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes treefiles for tests and loads them.
record Trees(Path directory) {
    Trees file(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Trees executable(String name, String text) {
        try {
            file(name, text);
            Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Treefile load(String name) {
        return Treefile.load(directory.resolve(name), LoadOptions.of("x86_64"));
    }

    /// Loads `image.yaml` with this text.
    Treefile yaml(String text) {
        return file("image.yaml", text).load("image.yaml");
    }

    /// The lines that a load which must fail says, without the name of the directory.
    String mistakes(String name) {
        KeelsonException e = catchThrowableOfType(KeelsonException.class, () -> load(name));
        if (e == null) {
            throw new AssertionError(name + " loads, and should not");
        }
        if (e.exitCode() != KeelsonException.USAGE) {
            throw new AssertionError("exit status " + e.exitCode());
        }
        return String.valueOf(e.getMessage()).replace(directory + "/", "");
    }

    String yamlMistakes(String text) {
        return file("image.yaml", text).mistakes("image.yaml");
    }
}
