package io.keelson.compose.treefile;

import io.keelson.compose.treefile.Node.Kind;
import io.keelson.compose.treefile.Node.Scalar;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known while the values of one file are read.
///
/// @param directory where relative names of this file start, absolute
/// @param root the directory of the file that the user named, absolute
/// @param strict whether unknown keys are mistakes (YAML) or remarks (JSON)
/// @param active false in an inline treefile whose condition does not hold: its form is checked,
///     the files that it names are not looked for
record Reading(Path directory, Path root, String basearch, boolean strict, boolean active, Problems problems) {

    /// The same for a part whose condition does not hold.
    Reading inactive() {
        return new Reading(directory, root, basearch, strict, false, problems);
    }

    void expected(Node node, String what) {
        problems.add(node.at(), "expected " + what + ", found " + node.describe(), advice(node));
    }

    /// The two mistakes that YAML's guessing invites.
    private static String advice(Node node) {
        if (!(node instanceof Scalar scalar)) {
            return "";
        }
        return switch (scalar.kind()) {
            case INTEGER, DECIMAL, BOOL -> "put it in quotes if text is meant";
            case TEXT ->
                switch (scalar.text()) {
                    case "yes", "Yes", "YES", "on", "On", "ON" -> "write true";
                    case "no", "No", "NO", "off", "Off", "OFF" -> "write false";
                    default -> "";
                };
            case NULL -> "";
        };
    }

    /// The text of a scalar of kind text; null after a problem was told.
    @Nullable
    String text(Node node, String expected) {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.TEXT) {
            return scalar.text();
        }
        expected(node, expected);
        return null;
    }

    /// Resolves a name of this file; empty after a problem was told.
    Optional<Path> resolve(Origin at, String declared) {
        try {
            if (declared.isEmpty()) {
                problems.add(at, "expected a file name, found an empty text");
                return Optional.empty();
            }
            return Optional.of(directory.resolve(declared).normalize());
        } catch (InvalidPathException e) {
            problems.add(at, "not a file name: " + e.getReason());
            return Optional.empty();
        }
    }

    /// A regular file that must be there, if this part of the treefile is active.
    Optional<FileRef> file(Node node, String expected) {
        String declared = text(node, expected);
        if (declared == null) {
            return Optional.empty();
        }
        Optional<Path> path = resolve(node.at(), declared);
        if (path.isEmpty() || (active && !isFile(path.get(), declared, node.at()))) {
            return Optional.empty();
        }
        return path.map(p -> new FileRef(p, declared, node.at()));
    }

    private boolean isFile(Path path, String declared, Origin at) {
        if (Files.isRegularFile(path)) {
            return true;
        }
        problems.add(at, Documents.missing(path, declared), Documents.nearby(path));
        return false;
    }
}
