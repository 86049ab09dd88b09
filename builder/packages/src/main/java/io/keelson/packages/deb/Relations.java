package io.keelson.packages.deb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads dependency fields (policy chapter 7). Architecture restrictions are applied, build
/// profiles are ignored: they have no place in a binary package.
public final class Relations {
    private final String text;
    private final String arch;
    private int at;

    private Relations(String text, String arch) {
        this.text = text;
        this.arch = arch;
    }

    /// Reads a whole field.
    ///
    /// @param arch the architecture that `[amd64 !i386]` is tested with
    /// @throws IllegalArgumentException saying what is wrong, with the text
    public static List<Clause> parse(String text, String arch) {
        return new Relations(text, arch).clauses();
    }

    /// Reads a single relation, such as `nginx (>= 1.2)`.
    ///
    /// @throws IllegalArgumentException when there is not exactly one
    public static Relation parseOne(String text) {
        List<Clause> clauses = parse(text, "");
        if (clauses.size() != 1 || clauses.getFirst().alternatives().size() != 1) {
            throw new IllegalArgumentException("'" + text + "' does not name one package");
        }
        return clauses.getFirst().alternatives().getFirst();
    }

    private List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        skipSpace();
        while (at < text.length()) {
            List<Relation> alternatives = alternatives();
            if (!alternatives.isEmpty()) {
                clauses.add(new Clause(alternatives));
            }
            // A trailing comma, and an empty part between two, are tolerated by dpkg as well.
            while (at < text.length() && (take(',') || skipSpace())) {}
        }
        return clauses;
    }

    private List<Relation> alternatives() {
        List<Relation> alternatives = new ArrayList<>(1);
        do {
            Relation relation = relation();
            if (relation != null) {
                alternatives.add(relation);
            }
        } while (take('|'));
        if (at < text.length() && text.charAt(at) != ',') {
            throw wrong("'" + text.charAt(at) + "' where ',' or '|' should stand");
        }
        return alternatives;
    }

    private @Nullable Relation relation() {
        skipSpace();
        String name = word("(:[<,|");
        if (name.isEmpty()) {
            throw wrong("a package name is missing");
        }
        String qualifier = take(':') ? word("([<,|") : null;
        skipSpace();
        VersionTest test = take('(') ? versionTest() : null;
        skipSpace();
        boolean applies = !take('[') || restriction(upTo(']'));
        skipSpace();
        while (take('<')) {
            upTo('>');
            skipSpace();
        }
        return applies ? new Relation(name, qualifier, test) : null;
    }

    private VersionTest versionTest() {
        String inside = upTo(')').strip();
        int split = 0;
        while (split < inside.length() && "<>=".indexOf(inside.charAt(split)) >= 0) {
            split++;
        }
        String version = inside.substring(split).strip();
        if (version.isEmpty() || version.indexOf(' ') >= 0) {
            throw wrong("'(" + inside + ")' is not an operator and a version");
        }
        try {
            VersionTest.Op op = split == 0 ? VersionTest.Op.EXACTLY : VersionTest.Op.parse(inside.substring(0, split));
            return new VersionTest(op, version);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    // Either a list of architectures it is for, or a list of those it is not for.
    private boolean restriction(String list) {
        boolean negative = list.strip().startsWith("!");
        for (String item : list.strip().split("\\s+", -1)) {
            String named = item.startsWith("!") ? item.substring(1) : item;
            if (named.equals(arch) || named.equals("any") || named.equals("linux-any") || named.equals("any-" + arch)) {
                return !negative;
            }
        }
        return negative;
    }

    private String word(String ends) {
        int from = at;
        while (at < text.length() && !isSpace(text.charAt(at)) && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private String upTo(char close) {
        int end = text.indexOf(close, at);
        if (end < 0) {
            throw wrong("'" + close + "' is missing");
        }
        String inside = text.substring(at, end);
        at = end + 1;
        return inside;
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private boolean skipSpace() {
        int from = at;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at > from;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " in '" + text + "'");
    }
}
