package io.keelson.bootstrap.rollout;

import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What every host shall do.
///
/// @param target a ref or a commit, in which `{NAME}` is a variable of the host; empty for other kinds
/// @param flags options that go to `keelson-host` as they are
public record Order(Kind kind, String target, List<String> flags) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9._-]+)}");

    /// Commands of `keelson-host`.
    public enum Kind {
        /// The newest of what the host follows.
        UPGRADE,
        /// A ref or a commit.
        DEPLOY,
        /// What was there before.
        ROLLBACK
    }

    public Order {
        flags = List.copyOf(flags);
    }

    /// The words after `keelson-host` for one host.
    ///
    /// @throws KeelsonException when the host lacks a variable
    public List<String> words(String host, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        words.add(kind.name().toLowerCase(java.util.Locale.ROOT));
        words.addAll(flags);
        words.add("--json");
        if (kind == Kind.DEPLOY) {
            words.add("--");
            words.add(VARIABLE.matcher(target).replaceAll(match -> value(host, variables, match.group(1))));
        }
        return List.copyOf(words);
    }

    private static String value(String host, Map<String, String> variables, String name) {
        String value = variables.get(name);
        if (value == null) {
            throw KeelsonException.usage("the host " + host + " has no variable '" + name + "'")
                    .withHint("give it one in the inventory, under 'vars' of the host or of a group");
        }
        return Matcher.quoteReplacement(value);
    }
}
