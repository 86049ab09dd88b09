package io.keelson.bootstrap.inventory;

import io.keelson.bootstrap.inventory.Said.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From what is said of hosts to [Host]s, with the ways through other hosts.
final class Resolution {
    private static final Pattern JUMP =
            Pattern.compile("(?:ssh://)?(?:([^@\\s]+)@)?(\\[[0-9a-fA-F:]+]|[^:@\\s]+)(?::([0-9]{1,5}))?");

    private final Declared declared;
    private final Membership membership;
    private final Inheritance inheritance;
    private final SshConfigSettings sshConfig;
    private final HostBuilder builder;
    private final Problems problems;

    Resolution(
            Declared declared,
            Membership membership,
            SshConfigSettings sshConfig,
            HostBuilder builder,
            Problems problems) {
        this.declared = declared;
        this.membership = membership;
        this.inheritance = new Inheritance(declared, membership, problems);
        this.sshConfig = sshConfig;
        this.builder = builder;
        this.problems = problems;
    }

    Host host(String name) {
        return resolve(name, Map.of(), new LinkedHashSet<>());
    }

    private Host resolve(String name, Map<Setting, Value> override, Set<String> waiting) {
        Map<Setting, Value> settings = settings(name);
        settings.putAll(override);
        Value jump = settings.get(Setting.JUMP);
        waiting.add(name);
        List<Host> jumps = jump == null || jump.words().equals(List.of("none")) ? List.of() : jumps(jump, waiting);
        waiting.remove(name);
        boolean listed = declared.hosts().containsKey(name);
        return builder.build(
                name,
                settings,
                jumps,
                listed ? membership.groupsOf(name) : new TreeSet<>(),
                listed ? inheritance.variables(name) : Map.of());
    }

    private Map<Setting, Value> settings(String name) {
        EnumMap<Setting, Value> settings = new EnumMap<>(Setting.class);
        settings.putAll(sshConfig.of(name));
        settings.putAll(inheritance.settings(name));
        return settings;
    }

    /// The first is reached as it says itself, the others through the one before.
    private List<Host> jumps(Value value, Set<String> waiting) {
        List<Host> way = new ArrayList<>();
        for (String word : value.words()) {
            Matcher jump = JUMP.matcher(word);
            if (!jump.matches()) {
                problems.add(value.at(), "'" + word + "' is not [USER@]HOST[:PORT]");
            } else if (waiting.contains(jump.group(2))) {
                problems.add(value.at(), "the way to '" + jump.group(2) + "' leads through itself");
            } else {
                Host next = resolve(jump.group(2), override(value.at(), jump), waiting);
                if (way.isEmpty()) {
                    way.addAll(next.jumps());
                }
                way.add(next);
            }
        }
        return List.copyOf(way);
    }

    private static Map<Setting, Value> override(Place at, Matcher jump) {
        EnumMap<Setting, Value> said = new EnumMap<>(Setting.class);
        if (jump.group(1) != null) {
            said.put(Setting.USER, new Value(at, List.of(jump.group(1))));
        }
        if (jump.group(3) != null) {
            said.put(Setting.PORT, new Value(at, List.of(jump.group(3))));
        }
        if (jump.group(2).startsWith("[")) {
            String address = jump.group(2).substring(1, jump.group(2).length() - 1);
            said.put(Setting.ADDRESS, new Value(at, List.of(address)));
        }
        return said;
    }
}
