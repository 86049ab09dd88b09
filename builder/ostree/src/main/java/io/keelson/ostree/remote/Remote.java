package io.keelson.ostree.remote;

import io.keelson.release.KeelsonException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A name for another repository, with what is known about it.
///
/// @param options by key: `url`, `gpg-verify`, `branches` ...
public record Remote(String name, SequencedMap<String, String> options) {
    /// Copies the options.
    public Remote {
        options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
    }

    /// The value of an option.
    public Optional<String> option(String key) {
        return Optional.ofNullable(options.get(key));
    }

    /// The value of an option that is `true` or `false`.
    ///
    /// @throws KeelsonException when it is something else
    public boolean flag(String key, boolean otherwise) {
        String value = options.getOrDefault(key, Boolean.toString(otherwise));
        return switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw new KeelsonException("Remote \"" + name + "\": " + key + " is '" + value + "', not a boolean");
        };
    }

    /// The value of an option that is several, separated by semicolons.
    public List<String> list(String key) {
        return Arrays.stream(options.getOrDefault(key, "").split(";"))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /// Where it is.
    ///
    /// @throws KeelsonException when nothing says so
    public String url() {
        return option("url").orElseThrow(() -> new KeelsonException("No \"url\" option in remote \"" + name + "\""));
    }
}
