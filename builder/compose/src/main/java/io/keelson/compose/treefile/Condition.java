package io.keelson.compose.treefile;

import io.keelson.compose.treefile.VarValue.Text;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `variable operator value`.
record Condition(String variable, Operator operator, VarValue value, Origin origin) {
    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z0-9_]+)\\s*(==|!=|<=|>=|<|>)\\s*(\\S.*?)\\s*");

    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static Operator of(String sign) {
            for (Operator operator : values()) {
                if (operator.sign.equals(sign)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException(sign);
        }

        boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case NOT_EQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case GREATER -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    /// The condition, or null after a problem was told.
    static @Nullable Condition read(Node node, Reading in) {
        String form = "a condition like releasever >= 42 or stream == \"stable\"";
        String text = in.text(node, form);
        if (text == null) {
            return null;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            in.expected(node, form);
            return null;
        }
        Optional<VarValue> value = value(matcher.group(3));
        if (value.isEmpty()) {
            in.problems()
                    .add(
                            node.at(),
                            "cannot compare with " + matcher.group(3),
                            "write true, false, a number, or text in \"quotes\"");
            return null;
        }
        return new Condition(matcher.group(1), Operator.of(matcher.group(2)), value.get(), node.at());
    }

    private static Optional<VarValue> value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(new VarValue.Bool(Boolean.parseBoolean(text)));
        }
        if (text.matches("[0-9]{1,20}")) {
            return Optional.of(new VarValue.Whole(new BigInteger(text)));
        }
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? Optional.of(new Text(text.substring(1, text.length() - 1))) : Optional.empty();
    }

    /// Whether it holds; false after a problem was told.
    boolean holds(Variables variables, Problems problems) {
        return variables
                .get(variable, origin)
                .map(actual -> compare(actual, problems))
                .orElse(false);
    }

    private boolean compare(VarValue actual, Problems problems) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> sameKind(actual, problems) && operator.holds(actual.equals(value) ? 0 : 1);
            case LESS, AT_MOST, GREATER, AT_LEAST -> {
                if (actual instanceof VarValue.Whole(BigInteger a) && value instanceof VarValue.Whole(BigInteger b)) {
                    yield operator.holds(a.compareTo(b));
                }
                problems.add(
                        origin,
                        operator.sign + " compares numbers, but " + variable + " is " + actual.describe()
                                + ", compared with " + value.describe());
                yield false;
            }
        };
    }

    private boolean sameKind(VarValue actual, Problems problems) {
        if (actual.getClass() == value.getClass()) {
            return true;
        }
        String message = variable + " is " + actual.describe() + ", and cannot equal " + value.describe();
        problems.add(origin, message, value instanceof Text ? "leave out the quotes" : "put quotes around it");
        return false;
    }
}
