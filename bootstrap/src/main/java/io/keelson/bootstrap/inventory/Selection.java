package io.keelson.bootstrap.inventory;

import io.keelson.release.KeelsonException;
import io.keelson.release.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// An expression of terms with commas between them: plain terms are put together, then only those stay that are in
/// every `&term`, then those of `!term` are taken away. Without plain terms it begins with all hosts. The order of the
/// terms does not matter. A term is a host, a group, `all`, a glob, a range, or `VARIABLE=VALUE`.
final class Selection {
    private final Map<String, Host> hosts;
    private final Map<String, Set<String>> groups;

    Selection(Map<String, Host> hosts, Map<String, Set<String>> groups) {
        this.hosts = hosts;
        this.groups = groups;
    }

    Set<String> choose(String expression) {
        Set<String> chosen = new LinkedHashSet<>();
        List<Set<String>> kept = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        boolean plain = false;
        for (String term : expression.split(",", -1)) {
            String bare = term.strip();
            if (bare.startsWith("!")) {
                taken.addAll(matching(bare.substring(1), expression));
            } else if (bare.startsWith("&")) {
                kept.add(matching(bare.substring(1), expression));
            } else {
                plain = true;
                chosen.addAll(matching(bare, expression));
            }
        }
        if (!plain) {
            chosen.addAll(groups.getOrDefault("all", Set.of()));
        }
        kept.forEach(chosen::retainAll);
        chosen.removeAll(taken);
        if (chosen.isEmpty()) {
            throw KeelsonException.usage("--hosts " + expression + " leaves no host");
        }
        return chosen;
    }

    private Set<String> matching(String term, String expression) {
        Set<String> found = find(term);
        if (found.isEmpty()) {
            List<String> known = new ArrayList<>(groups.keySet());
            known.addAll(hosts.keySet());
            throw KeelsonException.usage(
                    "--hosts " + expression + ": no host or group is '" + term + "'" + Spelling.hint(term, known));
        }
        return found;
    }

    private Set<String> find(String term) {
        if (groups.containsKey(term)) {
            return groups.get(term);
        }
        int equals = term.indexOf('=');
        if (equals > 0) {
            return withVariable(term.substring(0, equals), term.substring(equals + 1));
        }
        if (Globs.isGlob(term)) {
            return globbed(Globs.pattern(term));
        }
        Set<String> named = new LinkedHashSet<>(range(term));
        return hosts.keySet().containsAll(named) ? named : Set.of();
    }

    private static List<String> range(String term) {
        try {
            return Ranges.expand(term);
        } catch (IllegalArgumentException e) {
            throw KeelsonException.usage("--hosts " + term + ": " + e.getMessage());
        }
    }

    private Set<String> withVariable(String name, String value) {
        Set<String> found = new LinkedHashSet<>();
        hosts.values().stream()
                .filter(host -> value.equals(host.variables().get(name)))
                .forEach(host -> found.add(host.name()));
        return found;
    }

    private Set<String> globbed(Pattern pattern) {
        Set<String> found = new LinkedHashSet<>();
        groups.getOrDefault("all", Set.of()).stream()
                .filter(host -> pattern.matcher(host).matches())
                .forEach(found::add);
        groups.forEach((name, members) -> {
            if (!name.equals("all") && pattern.matcher(name).matches()) {
                found.addAll(members);
            }
        });
        return found;
    }
}
