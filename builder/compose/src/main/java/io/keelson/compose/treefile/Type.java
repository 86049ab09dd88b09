package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The form that the value of a key has.
interface Type<T> {
    /// What a message says was expected: "true or false".
    String expected();

    /// The value, or null after the problems were told to `in`.
    @Nullable
    T read(Node node, Reading in);

    /// The value as the flattened treefile has it.
    JsonNode write(T value);

    /// The value with `${name}` replaced; only some types do.
    default T substitute(T value, Variables variables) {
        return value;
    }
}
