package io.keelson.cli.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantFormatException;
import io.keelson.release.KeelsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say what a commit's metadata contains.
final class CommitMetadata {
    @Option(names = "--add-metadata-string", paramLabel = "KEY=VALUE", description = "Add a key/value pair to metadata")
    private List<String> strings = List.of();

    @Option(
            names = "--add-metadata",
            paramLabel = "KEY=VALUE",
            description =
                    "Add a key/value pair to metadata, where the KEY is a string, and VALUE is in GVariant Text Format")
    private List<String> variants = List.of();

    @Option(
            names = "--keep-metadata",
            paramLabel = "KEY",
            description = "Keep metadata KEY and its associated VALUE from parent")
    private List<String> kept = List.of();

    @Option(
            names = "--add-detached-metadata-string",
            paramLabel = "KEY=VALUE",
            description = "Add a key/value pair to detached metadata")
    private List<String> detachedStrings = List.of();

    @Option(names = "--bind-ref", paramLabel = "BRANCH", description = "Add a ref to ref binding commit metadata")
    private List<String> bindings = List.of();

    @Option(names = "--no-bindings", description = "Do not write any ref bindings")
    private boolean withoutBindings;

    /// The metadata in upstream's order: strings, typed values, kept values.
    Map<String, Variant> read(Map<String, Variant> ofParent) {
        Map<String, Variant> metadata = new LinkedHashMap<>();
        for (String pair : strings) {
            metadata.put(key(pair), Variant.of(value(pair)));
        }
        for (String pair : variants) {
            metadata.put(key(pair), parse(pair));
        }
        for (String key : kept) {
            Variant value = ofParent.get(key);
            if (value == null) {
                throw new KeelsonException("Missing metadata key '" + key + "' from parent commit");
            }
            metadata.put(key, value);
        }
        return metadata;
    }

    /// The metadata that is not part of the commit.
    Map<String, Variant> detached() {
        Map<String, Variant> metadata = new LinkedHashMap<>();
        detachedStrings.forEach(pair -> metadata.put(key(pair), Variant.of(value(pair))));
        return metadata;
    }

    /// Whether something of the parent is wanted, so that there has to be one.
    boolean needsParent() {
        return !kept.isEmpty();
    }

    /// The refs to bind to besides the branch, or null for no binding at all.
    @Nullable
    List<String> bindings() {
        return withoutBindings ? null : bindings;
    }

    private static Variant parse(String pair) {
        try {
            return Variant.parse(value(pair));
        } catch (VariantFormatException e) {
            throw new KeelsonException("Parsing " + pair + ": " + e.getMessage(), e);
        }
    }

    private static String key(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw new KeelsonException("Missing '=' in KEY=VALUE metadata '" + pair + "'");
        }
        return pair.substring(0, equals);
    }

    private static String value(String pair) {
        return pair.substring(pair.indexOf('=') + 1);
    }
}
