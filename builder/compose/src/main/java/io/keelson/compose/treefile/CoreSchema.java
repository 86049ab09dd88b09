package io.keelson.compose.treefile;

import io.keelson.compose.treefile.Node.Kind;
import io.keelson.compose.treefile.Node.Scalar;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/// What a plain scalar is in YAML 1.2 (chapter 10.3 of its specification).
final class CoreSchema {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,1000}");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,1000}");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,1000}");
    private static final Pattern DECIMAL = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private CoreSchema() {}

    /// YAML 1.1 calls these text, and 1.2 does not.
    static boolean isLiteral(String text) {
        return OCTAL.matcher(text).matches();
    }

    static Scalar resolve(Origin at, String text) {
        if (NULLS.contains(text)) {
            return new Scalar(at, Kind.NULL, "");
        }
        if (BOOLS.contains(text)) {
            return new Scalar(at, Kind.BOOL, text.substring(0, 1).equalsIgnoreCase("t") ? "true" : "false");
        }
        return number(at, text);
    }

    private static Scalar number(Origin at, String text) {
        if (INTEGER.matcher(text).matches()) {
            return new Scalar(at, Kind.INTEGER, new BigInteger(text).toString());
        }
        if (OCTAL.matcher(text).matches()) {
            return new Scalar(at, Kind.INTEGER, new BigInteger(text.substring(2), 8).toString());
        }
        if (HEX.matcher(text).matches()) {
            return new Scalar(at, Kind.INTEGER, new BigInteger(text.substring(2), 16).toString());
        }
        return new Scalar(at, DECIMAL.matcher(text).matches() ? Kind.DECIMAL : Kind.TEXT, text);
    }
}
