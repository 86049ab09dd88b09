package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.compose.treefile.Node.Kind;
import io.keelson.compose.treefile.Node.Mapping;
import io.keelson.compose.treefile.Node.Scalar;
import java.math.BigInteger;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The types of single keys that hold plain values.
final class ValueTypes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final BigInteger MAX_NUMBER = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern UNIT = Pattern.compile(
            "[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|timer|path|mount|automount|swap|slice|scope|device)");

    private ValueTypes() {}

    static Type<SortedMap<String, VarValue>> variables() {
        String expected = "a mapping of names to truth values, whole numbers or text";
        Type<VarValue> value = Types.of("true, false, a whole number or text", ValueTypes::variable, VarValue::toJson);
        return Types.of(expected, (node, in) -> named(node, in, value, expected), Types.map(value, expected)::write);
    }

    static Type<SortedMap<String, String>> repovars() {
        String expected = "a mapping of names to text";
        Type<String> value = Types.anyText("text");
        return Types.of(expected, (node, in) -> named(node, in, value, expected), Types.map(value, expected)::write);
    }

    /// Refuses the names that the treefile fills in itself, and those that `${name}` cannot hold.
    private static <V> @Nullable SortedMap<String, V> named(Node node, Reading in, Type<V> type, String expected) {
        if (node instanceof Mapping map) {
            for (Node.Field field : map.fields()) {
                nameProblem(field.key()).ifPresent(problem -> in.problems().add(field.at(), problem));
            }
        }
        return Types.entries(node, in, type, expected);
    }

    private static Optional<String> nameProblem(String name) {
        return switch (name) {
            case "releasever" -> Optional.of("'releasever' is filled in from the key releasever; set that instead");
            case "basearch" -> Optional.of("'basearch' is filled in from the architecture of the compose");
            default ->
                NAME.matcher(name).matches()
                        ? Optional.empty()
                        : Optional.of("'" + name + "' is no name of a variable; use letters, digits and '_'");
        };
    }

    private static @Nullable VarValue variable(Node node, Reading in) {
        if (node instanceof Scalar scalar) {
            switch (scalar.kind()) {
                case TEXT -> {
                    return new VarValue.Text(scalar.text());
                }
                case BOOL -> {
                    return new VarValue.Bool(Boolean.parseBoolean(scalar.text()));
                }
                case INTEGER -> {
                    BigInteger number = new BigInteger(scalar.text());
                    if (isNumber(number)) {
                        return new VarValue.Whole(number);
                    }
                }
                case DECIMAL, NULL -> {}
            }
        }
        in.expected(node, "true, false, a whole number or text");
        return null;
    }

    private static boolean isNumber(BigInteger number) {
        return number.signum() >= 0 && number.compareTo(MAX_NUMBER) <= 0;
    }

    /// A number or text. `10.10` without quotes stays the text that was written.
    static Type<VarValue> release() {
        String expected = "a release, like 42 or \"42.1\"";
        return Types.of(expected, (node, in) -> release(node, in, expected), VarValue::toJson);
    }

    private static @Nullable VarValue release(Node node, Reading in, String expected) {
        if (node instanceof Scalar scalar
                && !scalar.text().isBlank()
                && !scalar.text().startsWith("-")) {
            switch (scalar.kind()) {
                case INTEGER -> {
                    return new VarValue.Whole(new BigInteger(scalar.text()));
                }
                case TEXT, DECIMAL -> {
                    return new VarValue.Text(scalar.text());
                }
                case BOOL, NULL -> {}
            }
        }
        in.expected(node, expected);
        return null;
    }

    static Type<Integer> labelVersion() {
        return Types.of(
                "0 or 1",
                (node, in) -> {
                    if (node instanceof Scalar s
                            && s.kind() == Kind.INTEGER
                            && (s.text().equals("0") || s.text().equals("1"))) {
                        return Integer.valueOf(s.text());
                    }
                    in.expected(node, "0 or 1");
                    return null;
                },
                JSON::numberNode);
    }

    static Type<String> suffix() {
        String expected = "one ASCII character";
        return Types.of(
                expected,
                (node, in) -> {
                    String text = in.text(node, expected);
                    boolean one = text != null && text.length() == 1 && text.charAt(0) >= ' ' && text.charAt(0) < 127;
                    if (text != null && !one) {
                        in.expected(node, expected);
                    }
                    return one ? text : null;
                },
                JSON::textNode);
    }

    static Type<String> unit() {
        String expected = "the name of a systemd unit, like sshd.service";
        return Types.of(
                expected,
                (node, in) -> {
                    String text = Types.nonEmpty(node, in, expected);
                    if (text == null || UNIT.matcher(text).matches()) {
                        return text;
                    }
                    String advice = text.matches("[A-Za-z0-9:_@-]+") ? "did you mean '" + text + ".service'?" : "";
                    in.problems().add(node.at(), "expected " + expected + ", found the text '" + text + "'", advice);
                    return null;
                },
                JSON::textNode);
    }

    static Type<String> basearch() {
        String expected = "an architecture, like x86_64";
        return Types.of(
                expected,
                (node, in) -> {
                    String text = Types.nonEmpty(node, in, expected);
                    if (text != null && !text.equals(in.basearch())) {
                        in.problems()
                                .add(
                                        node.at(),
                                        "this treefile is for " + text + ", the compose is for " + in.basearch(),
                                        "run it on a machine or with options for " + text);
                    }
                    return text;
                },
                JSON::textNode);
    }

    static Type<Template> ref() {
        return Types.template("the name of a branch, like exampleos/x86_64/stable");
    }

    /// Every text in it is a template.
    static Type<SortedMap<String, Template>> rojig() {
        String expected = "a mapping with name, summary, license and description";
        Type<Template> text = Types.template("text");
        return new Type<>() {
            @Override
            public String expected() {
                return expected;
            }

            @Override
            public @Nullable SortedMap<String, Template> read(Node node, Reading in) {
                if (!(node instanceof Mapping map)) {
                    in.expected(node, expected);
                    return null;
                }
                return rojigFields(new Fields(map, in), text);
            }

            @Override
            public JsonNode write(SortedMap<String, Template> value) {
                ObjectNode object = JSON.objectNode();
                value.forEach((name, template) -> object.put(name, template.text()));
                return object;
            }

            @Override
            public SortedMap<String, Template> substitute(SortedMap<String, Template> value, Variables variables) {
                SortedMap<String, Template> result = new TreeMap<>(value);
                result.replaceAll((name, template) -> text.substitute(template, variables));
                return result;
            }
        };
    }

    private static @Nullable SortedMap<String, Template> rojigFields(Fields fields, Type<Template> text) {
        Template name = fields.required("name", text);
        Template summary = fields.required("summary", text);
        Template license = fields.required("license", text);
        Optional<Template> description = fields.optional("description", text);
        fields.refuseOthers();
        if (name == null || summary == null || license == null) {
            return null;
        }
        SortedMap<String, Template> result = new TreeMap<>();
        result.put("name", name);
        result.put("summary", summary);
        result.put("license", license);
        description.ifPresent(d -> result.put("description", d));
        return result;
    }
}
