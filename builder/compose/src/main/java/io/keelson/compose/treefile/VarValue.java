package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;

/// The value of a variable. `toString()` is what `${name}` becomes.
public sealed interface VarValue {
    /// A truth value.
    record Bool(boolean value) implements VarValue {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /// A whole number from 0 to 2^64-1.
    record Whole(BigInteger value) implements VarValue {
        /// A number from 0 on.
        public Whole(long value) {
            this(BigInteger.valueOf(value));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /// Text.
    record Text(String value) implements VarValue {
        @Override
        public String toString() {
            return value;
        }
    }

    /// How a message calls the value: "the number 5".
    default String describe() {
        return switch (this) {
            case Bool bool -> "the truth value " + bool;
            case Whole whole -> "the number " + whole;
            case Text text -> "the text \"" + text + "\"";
        };
    }

    /// The value in the form that JSON has for it.
    default JsonNode toJson() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (this) {
            case Bool bool -> make.booleanNode(bool.value());
            case Whole whole -> Node.whole(whole.value());
            case Text text -> make.textNode(text.value());
        };
    }
}
