package io.keelson.cli.ostree.programs;

import io.keelson.release.KeelsonException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A program `ostree-NAME` on PATH that serves as the command NAME.
///
/// @param words what to run
public record Extension(List<String> words) {
    /// Where upstream's package puts extensions.
    private static final Path INSTALLED = Path.of("/usr/lib/ostree/ext");

    /// The extension that these arguments mean: their first word that is no option is the name of one,
    /// and not that of a command.
    public static Optional<Extension> of(Set<String> commands, String... arguments) {
        int at = 0;
        while (at < arguments.length && (arguments[at].isEmpty() || arguments[at].startsWith("-"))) {
            at += arguments[at].equals("--repo") ? 2 : 1;
        }
        if (at >= arguments.length || arguments[at].contains("/") || commands.contains(arguments[at])) {
            return Optional.empty();
        }
        return find("ostree-" + arguments[at]).map(program -> new Extension(words(program, arguments)));
    }

    /// As upstream does: all arguments, the name of the command too, come after the program.
    private static List<String> words(Path program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(program.toString());
        words.addAll(Arrays.asList(arguments));
        return words;
    }

    private static Optional<Path> find(String program) {
        List<Path> places = new ArrayList<>(List.of(INSTALLED));
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            places.add(Path.of(place));
        }
        return places.stream()
                .map(place -> place.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /// Runs it with our input and output.
    ///
    /// @return its exit status
    public int run() {
        try {
            return new ProcessBuilder(words).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new KeelsonException("Executing " + words.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelsonException("interrupted while " + words.getFirst() + " ran", e);
        }
    }
}
