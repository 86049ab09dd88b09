package io.keelson.compose.treefile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values of keys, each with the place that gave it. Not safe for several threads; never changed
/// once a [Treefile] holds it.
final class Values {
    private final Map<Key<?>, Given<?>> values = new HashMap<>();

    private record Given<T>(Key<T> key, T value, Origin origin) {}

    <T> void put(Key<T> key, T value, Origin origin) {
        values.put(key, new Given<>(key, value, origin));
    }

    /// What the key got, if anything.
    @SuppressWarnings("unchecked") // put() only pairs a key with a value of its type
    <T> Optional<T> get(Key<T> key) {
        Given<T> given = (Given<T>) values.get(key);
        return given == null ? Optional.empty() : Optional.of(given.value());
    }

    <T> List<T> list(Key<List<T>> key) {
        return get(key).orElse(List.of());
    }

    @Nullable
    Origin origin(Key<?> key) {
        Given<?> given = values.get(key);
        return given == null ? null : given.origin();
    }

    boolean has(Key<?> key) {
        return values.containsKey(key);
    }

    void remove(Key<?> key) {
        values.remove(key);
    }

    /// Takes in an included treefile by the rule of each key.
    void merge(Values included) {
        for (Given<?> theirs : included.values.values()) {
            if (theirs.key().merge() != Merge.CONSUMED) {
                mergeOne(theirs);
            }
        }
    }

    private <T> void mergeOne(Given<T> theirs) {
        Optional<T> mine = get(theirs.key());
        Origin origin = origin(theirs.key());
        if (mine.isEmpty() || origin == null) {
            values.put(theirs.key(), theirs);
        } else {
            put(theirs.key(), theirs.key().combine(mine.get(), theirs.value()), origin);
        }
    }

    void substitute(Variables variables) {
        values.replaceAll((key, given) -> substituted(given, variables));
    }

    private static <T> Given<T> substituted(Given<T> given, Variables variables) {
        return new Given<>(given.key(), given.key().type().substitute(given.value(), variables), given.origin());
    }
}
