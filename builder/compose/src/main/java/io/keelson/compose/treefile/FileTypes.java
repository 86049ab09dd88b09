package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keelson.compose.treefile.Node.Seq;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The types of the keys that change files of the image.
final class FileTypes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> WRITABLE = Set.of("usr", "etc", "bin", "sbin", "lib", "lib64");

    private FileTypes() {}

    static Type<AddFile> addFile() {
        return Types.of(
                "a pair [source, destination]",
                FileTypes::readAddFile,
                f -> JSON.arrayNode().add(f.declared()).add("/" + f.destination()));
    }

    private static @Nullable AddFile readAddFile(Node node, Reading in) {
        if (!(node instanceof Seq pair) || pair.items().size() != 2) {
            in.expected(node, "a pair [source, destination]");
            return null;
        }
        String declared = in.text(pair.items().get(0), "a file name");
        String destination = in.text(pair.items().get(1), "a path in the image");
        if (declared == null || destination == null) {
            return null;
        }
        Origin at = pair.items().get(0).at();
        Optional<Path> source = in.resolve(at, declared).filter(p -> isThere(p, declared, at, in));
        String target = target(destination, pair.items().get(1).at(), source, in);
        return source.isEmpty() || target == null ? null : new AddFile(source.get(), declared, target, node.at());
    }

    private static boolean isThere(Path source, String declared, Origin at, Reading in) {
        if (!in.active() || Files.isRegularFile(source) || Files.isDirectory(source)) {
            return true;
        }
        String what =
                Files.exists(source) ? declared + " is neither a file nor a directory" : "no such file: " + declared;
        in.problems().add(at, what, Documents.nearby(source));
        return false;
    }

    /// The destination without slashes at its ends, or null after a problem was told.
    private static @Nullable String target(String declared, Origin at, Optional<Path> source, Reading in) {
        String path = declared.replaceAll("^/+", "");
        if (path.endsWith("/") && source.filter(Files::isDirectory).isEmpty()) {
            in.problems().add(at, "'" + declared + "' names a directory", "name the file itself");
            return null;
        }
        path = path.replaceAll("/+$", "");
        List<String> parts = Arrays.asList(path.split("/", -1));
        if (!isClean(parts)) {
            in.problems().add(at, "'" + declared + "' is not a plain path", "leave out '.', '..' and doubled slashes");
            return null;
        }
        if (parts.size() < 2
                || !WRITABLE.contains(parts.getFirst())
                || path.equals("usr/local")
                || path.startsWith("usr/local/")) {
            in.problems()
                    .add(
                            at,
                            "'" + declared + "' is no place for a file of the image",
                            "use a path under /usr (but not /usr/local), /etc, /bin, /sbin, /lib or /lib64");
            return null;
        }
        return path;
    }

    private static boolean isClean(List<String> parts) {
        return parts.stream().noneMatch(p -> p.isEmpty() || p.equals(".") || p.equals("..") || p.indexOf('\0') >= 0);
    }

    static Type<String> removeFile() {
        String expected = "a path relative to the root of the image";
        return Types.of(
                expected,
                (node, in) -> {
                    String text = Types.nonEmpty(node, in, expected);
                    if (text == null) {
                        return null;
                    }
                    String path = text.replaceAll("/+$", "");
                    if (text.startsWith("/")) {
                        in.problems()
                                .add(
                                        node.at(),
                                        "'" + text + "' is absolute",
                                        "write '" + text.replaceAll("^/+", "") + "'");
                        return null;
                    }
                    if (!isClean(Arrays.asList(path.split("/", -1)))) {
                        in.problems()
                                .add(
                                        node.at(),
                                        "'" + text + "' is not a plain path",
                                        "leave out '.', '..' and doubled slashes");
                        return null;
                    }
                    return path;
                },
                JSON::textNode);
    }

    static Type<RemoveFromPackage> removeFromPackage() {
        return Types.of("a list [package, expression, ...]", FileTypes::readRemove, r -> {
            var array = JSON.arrayNode().add(r.name());
            r.declared().forEach(array::add);
            return array;
        });
    }

    private static @Nullable RemoveFromPackage readRemove(Node node, Reading in) {
        String expected = "a list [package, expression, ...]";
        if (!(node instanceof Seq seq) || seq.items().size() < 2) {
            in.expected(node, expected);
            return null;
        }
        String name = Types.nonEmpty(seq.items().getFirst(), in, "a package name");
        List<Pattern> patterns = new ArrayList<>();
        List<String> declared = new ArrayList<>();
        for (Node item : seq.items().subList(1, seq.items().size())) {
            String text = Types.nonEmpty(item, in, "a regular expression");
            Pattern pattern = text == null ? null : compile(text, item.at(), in);
            if (text != null && pattern != null) {
                declared.add(text);
                patterns.add(pattern);
            }
        }
        return name == null ? null : new RemoveFromPackage(name, patterns, declared, node.at());
    }

    private static @Nullable Pattern compile(String text, Origin at, Reading in) {
        try {
            return Pattern.compile(ScriptPattern.toJava(text));
        } catch (PatternSyntaxException e) {
            in.problems().add(at, "not a regular expression: '" + text + "': " + e.getDescription());
            return null;
        }
    }

    static Type<Script> script() {
        String expected = "the text of a script";
        return Types.of(
                expected,
                (node, in) -> {
                    String text = Types.nonEmpty(node, in, expected);
                    return text == null ? null : new Script(text, node.at());
                },
                s -> JSON.textNode(s.text()));
    }

    /// A regular file that is there.
    static Type<FileRef> existing() {
        String expected = "a file name";
        return Types.of(expected, (node, in) -> in.file(node, expected).orElse(null), f -> JSON.textNode(f.declared()));
    }

    static Type<FileRef> scriptFile() {
        String expected = "the name of a script";
        return Types.of(
                expected,
                (node, in) -> {
                    FileRef file = in.file(node, expected).orElse(null);
                    if (file != null && in.active() && !Files.isExecutable(file.path())) {
                        in.problems().add(node.at(), file.declared() + " is not executable", "chmod +x it");
                        return null;
                    }
                    return file;
                },
                f -> JSON.textNode(f.declared()));
    }
}
