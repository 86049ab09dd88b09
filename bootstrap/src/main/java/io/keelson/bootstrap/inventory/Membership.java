package io.keelson.bootstrap.inventory;

import io.keelson.bootstrap.inventory.Declared.Group;
import io.keelson.bootstrap.inventory.Said.Value;
import io.keelson.release.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which hosts are in which group, by way of other groups too.
final class Membership {
    private final Declared declared;
    private final Problems problems;
    private final Map<String, Set<String>> below = new HashMap<>();
    private final Map<String, Set<String>> hosts = new LinkedHashMap<>();
    private final Map<String, TreeSet<String>> groups = new HashMap<>();

    Membership(Declared declared, Problems problems) {
        this.declared = declared;
        this.problems = problems;
        declared.groups().keySet().forEach(name -> below.put(name, below(name)));
        declared.groups().forEach((name, group) -> hosts.put(name, direct(name, group)));
        declared.groups().keySet().forEach(this::addBelow);
    }

    /// The groups that a group contains, at any depth.
    Set<String> groupsBelow(String group) {
        return below.getOrDefault(group, Set.of());
    }

    Set<String> hostsOf(String group) {
        Set<String> all = new LinkedHashSet<>(hosts.getOrDefault(group, Set.of()));
        groupsBelow(group).forEach(child -> all.addAll(hosts.getOrDefault(child, Set.of())));
        return all;
    }

    SortedSet<String> groupsOf(String host) {
        return groups.getOrDefault(host, new TreeSet<>());
    }

    private void addBelow(String group) {
        hostsOf(group)
                .forEach(host ->
                        groups.computeIfAbsent(host, _ -> new TreeSet<>()).add(group));
    }

    private Set<String> below(String start) {
        Set<String> found = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            Group group = declared.groups().get(open.removeLast());
            for (Value child : group == null ? List.<Value>of() : group.children()) {
                if (child.word().equals(start)) {
                    problems.add(child.at(), "group '" + start + "' contains itself");
                } else if (!declared.groups().containsKey(child.word())) {
                    problems.add(
                            child.at(),
                            unknown("group", child.word(), declared.groups().keySet()));
                } else if (found.add(child.word())) {
                    open.add(child.word());
                }
            }
        }
        return found;
    }

    private Set<String> direct(String name, Group group) {
        if (declared.hosts().containsKey(name)) {
            problems.add(group.at(), "'" + name + "' is a host and a group");
        }
        Set<String> members = new LinkedHashSet<>();
        group.hosts().forEach(member -> members.addAll(matching(member)));
        return members;
    }

    private List<String> matching(Value member) {
        if (Globs.isGlob(member.word())) {
            var pattern = Globs.pattern(member.word());
            List<String> found = declared.hosts().keySet().stream()
                    .filter(host -> pattern.matcher(host).matches())
                    .toList();
            if (found.isEmpty()) {
                problems.add(member.at(), "no host matches '" + member.word() + "'");
            }
            return found;
        }
        try {
            List<String> names = Ranges.expand(member.word());
            names.stream()
                    .filter(host -> !declared.hosts().containsKey(host))
                    .findFirst()
                    .ifPresent(host -> problems.add(
                            member.at(), unknown("host", host, declared.hosts().keySet())));
            return names;
        } catch (IllegalArgumentException e) {
            problems.add(member.at(), String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private static String unknown(String what, String name, Collection<String> known) {
        return "unknown " + what + " '" + name + "'" + Spelling.hint(name, known);
    }
}
