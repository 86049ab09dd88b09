package io.keelson.bootstrap.inventory;

import io.keelson.bootstrap.inventory.Said.Value;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What counts for a host: its own word, else that of the innermost of its groups, else the default. Two groups of
/// which none contains the other may not disagree: an order between them would be a guess.
final class Inheritance {
    private final Declared declared;
    private final Membership membership;
    private final Problems problems;

    Inheritance(Declared declared, Membership membership, Problems problems) {
        this.declared = declared;
        this.membership = membership;
        this.problems = problems;
    }

    private interface Part {
        @Nullable
        Value of(Said said);
    }

    Map<Setting, Value> settings(String host) {
        EnumMap<Setting, Value> all = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            Value value = value(host, setting.key(), said -> said.settings().get(setting));
            if (value != null) {
                all.put(setting, value);
            }
        }
        return all;
    }

    Map<String, String> variables(String host) {
        TreeSet<String> names = new TreeSet<>(declared.defaults().variables().keySet());
        names.addAll(own(host).variables().keySet());
        membership
                .groupsOf(host)
                .forEach(group -> names.addAll(said(group).variables().keySet()));
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : names) {
            Value value = value(host, name, said -> said.variables().get(name));
            if (value != null) {
                all.put(name, String.join(",", value.words()));
            }
        }
        return all;
    }

    private Said own(String host) {
        return declared.hosts().getOrDefault(host, Said.NOTHING);
    }

    private Said said(String group) {
        return Objects.requireNonNull(declared.groups().get(group)).said();
    }

    private @Nullable Value value(String host, String what, Part part) {
        Value own = part.of(own(host));
        if (own != null) {
            return own;
        }
        Value ofGroups = ofGroups(host, what, part);
        return ofGroups != null ? ofGroups : part.of(declared.defaults());
    }

    private @Nullable Value ofGroups(String host, String what, Part part) {
        Map<String, Value> saying = new LinkedHashMap<>();
        for (String group : membership.groupsOf(host)) {
            Value value = part.of(said(group));
            if (value != null) {
                saying.put(group, value);
            }
        }
        String first = null;
        for (String group : saying.keySet()) {
            boolean innermost = saying.keySet().stream()
                    .noneMatch(other -> membership.groupsBelow(group).contains(other));
            if (innermost && first != null) {
                compare(host, what, first, group, saying);
            }
            first = innermost && first == null ? group : first;
        }
        return first == null ? null : saying.get(first);
    }

    private void compare(String host, String what, String first, String other, Map<String, Value> saying) {
        Value value = Objects.requireNonNull(saying.get(other));
        if (!value.words().equals(Objects.requireNonNull(saying.get(first)).words())) {
            problems.add(
                    value.at(),
                    "groups '" + first + "' and '" + other + "' disagree about '" + what + "' of hosts such as " + host
                            + "; say it for the host, or put one group into the other");
        }
    }
}
