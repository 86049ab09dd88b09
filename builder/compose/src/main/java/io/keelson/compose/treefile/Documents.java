package io.keelson.compose.treefile;

import io.keelson.compose.treefile.Node.Field;
import io.keelson.compose.treefile.Node.Mapping;
import io.keelson.compose.treefile.Node.Scalar;
import io.keelson.compose.treefile.Node.Seq;
import io.keelson.release.Spelling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one file into its top mapping.
final class Documents {
    /// Nobody writes a treefile by hand that is larger; this keeps a wrong path from eating the memory.
    static final int MAX_BYTES = 4 << 20;

    private Documents() {}

    enum Format {
        YAML,
        JSON,
        KICKSTART;

        static Format of(Path file) {
            String name = file.getFileName() == null ? "" : file.getFileName().toString();
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                return YAML;
            }
            return name.endsWith(".ks") ? KICKSTART : JSON;
        }
    }

    /// The text of a file, or nothing after a problem was told at `blame`.
    static Optional<String> text(Path file, String shown, Origin blame, Problems problems) {
        try {
            if (!Files.isRegularFile(file)) {
                problems.add(blame, missing(file, shown), nearby(file));
                return Optional.empty();
            }
            if (Files.size(file) > MAX_BYTES) {
                problems.add(blame, shown + " is larger than " + (MAX_BYTES >> 20) + " MiB: not a treefile");
                return Optional.empty();
            }
            return Optional.of(decode(Files.readAllBytes(file)));
        } catch (CharacterCodingException e) {
            problems.add(new Origin(shown, 1, 1), "not UTF-8 text");
        } catch (IOException e) {
            problems.add(blame, "cannot read " + shown + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    static String missing(Path file, String shown) {
        return Files.exists(file) ? shown + " is not a regular file" : "no such file: " + shown;
    }

    /// A file beside the missing one whose name is close.
    static String nearby(Path file) {
        Path parent = file.getParent();
        if (parent == null || file.getFileName() == null || !Files.isDirectory(parent)) {
            return "";
        }
        try (var siblings = Files.list(parent)) {
            List<String> names =
                    siblings.map(p -> String.valueOf(p.getFileName())).toList();
            return Spelling.didYouMean(file.getFileName().toString(), names);
        } catch (IOException e) {
            return "";
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// The top mapping of YAML or JSON text; null after a problem was told. Keys that occur twice,
    /// at any depth, are problems too.
    static @Nullable Mapping parse(String text, String shown, Format format, Problems problems) {
        try {
            Node root = format == Format.YAML ? YamlText.parse(text, shown) : JsonText.parse(text, shown);
            Origin start = new Origin(shown, 1, 1);
            return switch (root) {
                case null -> new Mapping(start, List.of());
                case Mapping map -> {
                    duplicates(map, problems);
                    yield map;
                }
                case Scalar scalar when scalar.kind() == Node.Kind.NULL -> new Mapping(start, List.of());
                case Node other -> {
                    problems.add(other.at(), "a treefile is a mapping of keys, found " + other.describe());
                    yield null;
                }
            };
        } catch (SyntaxError e) {
            problems.add(e.at(), e.text());
            return null;
        }
    }

    private static void duplicates(Node node, Problems problems) {
        switch (node) {
            case Scalar _ -> {}
            case Seq seq -> seq.items().forEach(item -> duplicates(item, problems));
            case Mapping map -> {
                Map<String, Origin> first = new HashMap<>();
                for (Field field : map.fields()) {
                    Origin before = first.putIfAbsent(field.key(), field.at());
                    if (before != null) {
                        problems.add(
                                field.at(), "'" + field.key() + "' is given twice, first in line " + before.line());
                    }
                    duplicates(field.value(), problems);
                }
            }
        }
    }
}
