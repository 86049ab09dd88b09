package io.keelson.cli.ostree.programs;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The editor that the environment names: OSTREE_EDITOR, VISUAL, EDITOR, else vi.
public final class Editor {
    private final String command;

    private Editor(String command) {
        this.command = command;
    }

    /// The editor.
    ///
    /// @throws KeelsonException when none is named, and the terminal is not fit for the default one
    public static Editor ofEnvironment() {
        Map<String, String> environment = System.getenv();
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        String named = first(
                environment.get("OSTREE_EDITOR"), dumb ? null : environment.get("VISUAL"), environment.get("EDITOR"));
        if (named == null && dumb) {
            throw new KeelsonException("Terminal is dumb, but EDITOR unset");
        }
        return new Editor(named == null ? "vi" : named);
    }

    private static @Nullable String first(@Nullable String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /// Lets the user change a text.
    public String edit(String text) throws IOException {
        Path file = Files.createTempFile("ostree-message-", ".txt");
        try {
            Files.writeString(file, text);
            // The variable may hold options, so it is for the shell to read.
            int status = new ProcessBuilder("/bin/sh", "-c", command + " \"$1\"", "sh", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new KeelsonException("There was a problem with the editor '" + command
                        + "': Child process exited with code " + status);
            }
            return Files.readString(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelsonException("interrupted while the editor ran", e);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
