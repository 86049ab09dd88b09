package io.keelson.compose.treefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keelson.compose.treefile.Node.Mapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The types of the keys that name packages.
final class PackageTypes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NAMES = "a list of package names";

    /// One entry of such a list, which may hold several names.
    private static final Type<List<Requested>> ENTRY =
            Types.of("package names", PackageTypes::entry, PackageTypes::names);

    private PackageTypes() {}

    /// Sorted, each text once.
    static Type<List<Requested>> set() {
        return set(NAMES);
    }

    static Type<List<Requested>> set(String expected) {
        return Types.of(expected, (node, in) -> readSet(node, in, expected), PackageTypes::names);
    }

    /// In the order of the treefile.
    static Type<List<Requested>> list() {
        return Types.of(NAMES, (node, in) -> readAll(node, in, NAMES), PackageTypes::names);
    }

    private static @Nullable List<Requested> readSet(Node node, Reading in, String expected) {
        List<Requested> all = readAll(node, in, expected);
        return all == null ? null : union(all, List.of());
    }

    private static @Nullable List<Requested> readAll(Node node, Reading in, String expected) {
        List<List<Requested>> entries = Types.items(node, in, ENTRY, expected);
        return entries == null
                ? null
                : entries.stream().flatMap(Collection::stream).toList();
    }

    private static @Nullable List<Requested> entry(Node node, Reading in) {
        String text = Types.nonEmpty(node, in, "a name");
        if (text == null) {
            return null;
        }
        List<String> words = split(text);
        if (words == null) {
            in.problems().add(node.at(), "a quote is opened and not closed in '" + text + "'");
            return null;
        }
        return words.stream().map(word -> new Requested(word, node.at())).toList();
    }

    /// Splits at white space, except between single quotes; null when a quote stays open.
    static @Nullable List<String> split(String text) {
        List<String> words = new ArrayList<>();
        String[] parts = text.split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean quoted = i % 2 == 1;
            List<String> pieces = quoted ? List.of(parts[i].strip()) : List.of(parts[i].split("\\s+"));
            pieces.stream().filter(piece -> !piece.isEmpty()).forEach(words::add);
        }
        return parts.length % 2 == 0 ? null : words;
    }

    /// Sorted union; what `mine` says about the place stays.
    static List<Requested> union(List<Requested> mine, List<Requested> theirs) {
        SortedMap<String, Requested> byText = new TreeMap<>();
        mine.forEach(r -> byText.putIfAbsent(r.text(), r));
        theirs.forEach(r -> byText.putIfAbsent(r.text(), r));
        return List.copyOf(byText.values());
    }

    private static JsonNode names(List<Requested> packages) {
        return Types.array(packages, r -> JSON.textNode(r.text().contains(" ") ? "'" + r.text() + "'" : r.text()));
    }

    static Type<RepoPackages> pinned() {
        return Types.of(
                "a mapping with repo and packages",
                PackageTypes::readPinned,
                pin -> JSON.objectNode().put("repo", pin.repo()).set("packages", names(pin.packages())));
    }

    private static @Nullable RepoPackages readPinned(Node node, Reading in) {
        if (!(node instanceof Mapping map)) {
            in.expected(node, "a mapping with repo and packages");
            return null;
        }
        Fields fields = new Fields(map, in);
        String repo = fields.required("repo", Types.text("the id of a repository"));
        List<Requested> packages = fields.required("packages", set());
        fields.refuseOthers();
        return repo == null || packages == null ? null : new RepoPackages(repo, packages, node.at());
    }

    /// A later pin of a package takes it from the earlier ones; a pin without packages goes.
    static List<RepoPackages> lastPinWins(List<RepoPackages> pins) {
        List<RepoPackages> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RepoPackages pin : pins.reversed()) {
            List<Requested> own =
                    pin.packages().stream().filter(p -> seen.add(p.text())).toList();
            if (!own.isEmpty()) {
                kept.addFirst(new RepoPackages(pin.repo(), own, pin.origin()));
            }
        }
        return kept;
    }
}
