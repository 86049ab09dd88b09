package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.compose.treefile.Node.Kind;
import io.keelson.compose.treefile.Node.Mapping;
import io.keelson.compose.treefile.Node.Scalar;
import io.keelson.compose.treefile.Node.Seq;
import io.keelson.release.Spelling;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The types of `check-passwd` and `check-groups`.
final class IdTypes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> KINDS = Set.of("none", "previous", "file", "data");
    private static final String EXPECTED = "a mapping with type: none, previous, file or data";
    private static final BigInteger MAX_ID = BigInteger.valueOf(0xFFFF_FFFFL);

    private static final Type<Long> ID = Types.of("an id", IdTypes::id, JSON::numberNode);
    private static final Type<CheckPasswd.Ids> IDS = Types.of(
            "an id, or a list of a user's id and a group's id",
            IdTypes::ids,
            ids -> JSON.arrayNode().add(ids.uid()).add(ids.gid()));

    private IdTypes() {}

    /// What both keys have in common.
    private record Check<D>(
            String kind, @Nullable FileRef file, @Nullable SortedMap<String, D> entries) {}

    static Type<CheckPasswd> passwd() {
        return Types.of(EXPECTED, (node, in) -> passwd(check(node, in, IDS)), IdTypes::write);
    }

    static Type<CheckGroups> groups() {
        return Types.of(EXPECTED, (node, in) -> groups(check(node, in, ID)), IdTypes::write);
    }

    private static @Nullable CheckPasswd passwd(@Nullable Check<CheckPasswd.Ids> check) {
        if (check == null) {
            return null;
        }
        if (check.file() != null) {
            return new CheckPasswd.File(check.file());
        }
        if (check.entries() != null) {
            return new CheckPasswd.Data(check.entries());
        }
        return check.kind().equals("none") ? new CheckPasswd.None() : new CheckPasswd.Previous();
    }

    private static @Nullable CheckGroups groups(@Nullable Check<Long> check) {
        if (check == null) {
            return null;
        }
        if (check.file() != null) {
            return new CheckGroups.File(check.file());
        }
        if (check.entries() != null) {
            return new CheckGroups.Data(check.entries());
        }
        return check.kind().equals("none") ? new CheckGroups.None() : new CheckGroups.Previous();
    }

    private static <D> @Nullable Check<D> check(Node node, Reading in, Type<D> id) {
        if (!(node instanceof Mapping map)) {
            in.expected(node, EXPECTED);
            return null;
        }
        Fields fields = new Fields(map, in);
        String kind = fields.required("type", Types.text("none, previous, file or data"));
        Check<D> check = kind == null ? null : ofKind(kind, map, fields, id, in);
        fields.refuseOthers();
        return check;
    }

    private static <D> @Nullable Check<D> ofKind(String kind, Mapping map, Fields fields, Type<D> id, Reading in) {
        return switch (kind) {
            case "none", "previous" -> new Check<>(kind, null, null);
            case "file" -> {
                FileRef file = fields.required("filename", FileTypes.existing());
                yield file == null ? null : new Check<>(kind, file, null);
            }
            case "data" -> {
                SortedMap<String, D> entries = fields.required("entries", Types.map(id, "a mapping of names to ids"));
                yield entries == null ? null : new Check<>(kind, null, entries);
            }
            default -> {
                Origin at = map.get("type").map(Node::at).orElse(map.at());
                String advice = Spelling.didYouMean(kind, KINDS);
                in.problems().add(at, "expected none, previous, file or data, found the text '" + kind + "'", advice);
                yield null;
            }
        };
    }

    private static @Nullable Long id(Node node, Reading in) {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.INTEGER) {
            BigInteger value = new BigInteger(scalar.text());
            if (value.signum() >= 0 && value.compareTo(MAX_ID) <= 0) {
                return value.longValue();
            }
        }
        in.expected(node, "an id from 0 to 4294967295");
        return null;
    }

    private static CheckPasswd.@Nullable Ids ids(Node node, Reading in) {
        if (!(node instanceof Seq seq)) {
            Long id = id(node, in);
            return id == null ? null : new CheckPasswd.Ids(id, id);
        }
        List<Node> items = seq.items();
        if (items.isEmpty() || items.size() > 2) {
            in.problems().add(node.at(), "expected one or two ids, found " + items.size());
            return null;
        }
        Long uid = id(items.getFirst(), in);
        Long gid = id(items.getLast(), in);
        return uid == null || gid == null ? null : new CheckPasswd.Ids(uid, gid);
    }

    private static JsonNode write(CheckPasswd check) {
        return switch (check) {
            case CheckPasswd.None _ -> typed("none");
            case CheckPasswd.Previous _ -> typed("previous");
            case CheckPasswd.File file ->
                typed("file").put("filename", file.file().declared());
            case CheckPasswd.Data data -> typed("data").set("entries", object(data.entries(), IDS::write));
        };
    }

    private static JsonNode write(CheckGroups check) {
        return switch (check) {
            case CheckGroups.None _ -> typed("none");
            case CheckGroups.Previous _ -> typed("previous");
            case CheckGroups.File file ->
                typed("file").put("filename", file.file().declared());
            case CheckGroups.Data data -> typed("data").set("entries", object(data.entries(), ID::write));
        };
    }

    private static ObjectNode typed(String kind) {
        return JSON.objectNode().put("type", kind);
    }

    private static <D> ObjectNode object(SortedMap<String, D> entries, Function<D, JsonNode> writer) {
        ObjectNode object = JSON.objectNode();
        entries.forEach((name, value) -> object.set(name, writer.apply(value)));
        return object;
    }
}
