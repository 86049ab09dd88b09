package io.keelson.packages.resolve;

import io.keelson.packages.Request;
import io.keelson.packages.deb.DebVersion;
import io.keelson.packages.deb.Relation;
import io.keelson.packages.deb.VersionTest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request that has been read. The relation's name may be a glob.
record Wish(Request request, Relation relation) {
    private static final Pattern SYNTAX =
            Pattern.compile("(?<name>[A-Za-z0-9*?\\[][A-Za-z0-9+.*?\\[\\]!^_-]*)(:(?<arch>[a-z0-9-]+))?\\s*"
                    + "(?<open>\\()?\\s*((?<op><<|<=|==|=|>=|>>|<|>)\\s*(?<version>[^\\s()]+))?\\s*(?<close>\\))?");

    /// The wish, or nothing when the text is not in a form that a request may have.
    static Optional<Wish> parse(Request request) {
        Matcher m = SYNTAX.matcher(request.text().strip());
        if (!m.matches() || (m.group("open") == null) != (m.group("close") == null)) {
            return Optional.empty();
        }
        String version = m.group("version");
        boolean complete = version == null ? m.group("open") == null : DebVersion.isValid(version);
        if (!complete) {
            return Optional.empty();
        }
        VersionTest test = version == null ? null : test(m.group("op"), version);
        return Optional.of(new Wish(request, new Relation(m.group("name"), arch(m.group("arch")), test)));
    }

    boolean isGlob() {
        return Globs.isGlob(relation.name());
    }

    Relation relation(String name) {
        return new Relation(name, relation.qualifier(), relation.test());
    }

    // In a dependency `<` means `<=`; whoever writes it in a request means what it says.
    private static VersionTest test(String op, String version) {
        VersionTest.Op meant = switch (op) {
            case "<" -> VersionTest.Op.EARLIER;
            case ">" -> VersionTest.Op.LATER;
            default -> VersionTest.Op.parse(op);
        };
        return new VersionTest(meant, version);
    }

    private static @Nullable String arch(@Nullable String arch) {
        return "any".equals(arch) ? null : arch;
    }
}
