package io.keelson.compose.treefile;

import io.keelson.compose.treefile.Node.Field;
import io.keelson.compose.treefile.Node.Mapping;
import io.keelson.release.Spelling;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a mapping with a fixed set of fields.
final class Fields {
    private final Mapping map;
    private final Reading in;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(Mapping map, Reading in) {
        this.map = map;
        this.in = in;
    }

    /// The value of a field that must be there; null after a problem was told.
    <T> @Nullable T required(String name, Type<T> type) {
        known.add(name);
        Optional<Node> node = map.get(name);
        if (node.isEmpty()) {
            in.problems().add(map.at(), "'" + name + "' is missing here");
            return null;
        }
        return type.read(node.get(), in);
    }

    <T> Optional<T> optional(String name, Type<T> type) {
        known.add(name);
        return map.get(name).flatMap(node -> Optional.ofNullable(type.read(node, in)));
    }

    /// Tells of the fields that nobody asked for.
    void refuseOthers() {
        for (Field field : map.fields()) {
            if (!known.contains(field.key())) {
                String meant = Spelling.didYouMean(field.key(), known);
                in.problems()
                        .add(
                                field.at(),
                                "unknown field '" + field.key() + "'",
                                meant.isEmpty() ? "known are " + String.join(", ", known) : meant);
            }
        }
    }
}
