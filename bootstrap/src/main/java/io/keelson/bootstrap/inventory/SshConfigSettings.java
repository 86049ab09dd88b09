package io.keelson.bootstrap.inventory;

import io.keelson.bootstrap.inventory.Said.Value;
import io.keelson.bootstrap.inventory.SshConfig.Line;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What an `ssh_config` says of a host, in the words of an inventory.
final class SshConfigSettings {
    private final SshConfig config;
    private final Surroundings surroundings;
    private final Problems problems;

    SshConfigSettings(SshConfig config, Surroundings surroundings, Problems problems) {
        this.config = config;
        this.surroundings = surroundings;
        this.problems = problems;
    }

    Map<Setting, Value> of(String host) {
        EnumMap<Setting, Value> found = new EnumMap<>(Setting.class);
        first(found, Setting.ADDRESS, "hostname", host, word -> word.replace("%h", host));
        first(found, Setting.PORT, "port", host, word -> word);
        first(found, Setting.USER, "user", host, word -> word);
        first(found, Setting.HOST_KEY_ALIAS, "hostkeyalias", host, word -> word);
        first(found, Setting.CONNECT_TIMEOUT, "connecttimeout", host, word -> word);
        first(found, Setting.ONLY_IDENTITIES, "identitiesonly", host, word -> word.equals("yes") ? "true" : "false");
        first(found, Setting.AGENT, "identityagent", host, this::agent);
        config.first("stricthostkeychecking", host).ifPresent(line -> strict(found, line));
        words(found, Setting.KNOWN_HOSTS, config.first("userknownhostsfile", host), this::path);
        words(found, Setting.JUMP, config.first("proxyjump", host), word -> word);
        identities(found, host);
        config.first("proxycommand", host)
                .ifPresent(line -> problems.note(line.at(), "'ProxyCommand' is not run; say 'ProxyJump'"));
        tokens(found, host);
        return checked(found);
    }

    private void first(
            Map<Setting, Value> found, Setting setting, String keyword, String host, UnaryOperator<String> change) {
        config.first(keyword, host)
                .filter(line -> !line.words().isEmpty())
                .ifPresent(line -> found.put(
                        setting,
                        new Value(line.at(), List.of(change.apply(line.words().getFirst())))));
    }

    private static void words(
            Map<Setting, Value> found, Setting setting, Optional<Line> line, Function<String, String> change) {
        line.ifPresent(l -> found.put(
                setting,
                new Value(
                        l.at(),
                        l.words().stream()
                                .flatMap(word -> Arrays.stream(word.split(",")))
                                .map(change)
                                .toList())));
    }

    private String agent(String word) {
        return switch (word) {
            case "none" -> "false";
            case "SSH_AUTH_SOCK" -> "true";
            default -> path(word);
        };
    }

    private String path(String word) {
        return surroundings.path(word, surroundings.home()).toString();
    }

    /// To check no key at all is not on offer.
    private void strict(Map<Setting, Value> found, Line line) {
        String word = line.words().isEmpty() ? "yes" : line.words().getFirst();
        if (word.equals("no") || word.equals("off")) {
            problems.note(line.at(), "'StrictHostKeyChecking " + word + "' is taken as 'yes': host keys are checked");
        }
        found.put(
                Setting.HOST_KEYS, new Value(line.at(), List.of(word.equals("accept-new") ? "accept-new" : "strict")));
    }

    private void identities(Map<Setting, Value> found, String host) {
        List<Line> lines = config.all("identityfile", host);
        if (!lines.isEmpty()) {
            List<String> paths = lines.stream()
                    .flatMap(line -> line.words().stream())
                    .map(word -> word.equals("none") ? word : path(word))
                    .distinct()
                    .toList();
            found.put(Setting.IDENTITY_FILES, new Value(lines.getFirst().at(), paths));
        }
    }

    /// `%h` and the like in paths and jumps; the host's address and user must be known by then.
    private void tokens(Map<Setting, Value> found, String host) {
        String address = word(found.get(Setting.ADDRESS), host);
        String user = word(found.get(Setting.USER), surroundings.user());
        for (Setting setting : List.of(Setting.IDENTITY_FILES, Setting.KNOWN_HOSTS, Setting.JUMP, Setting.AGENT)) {
            found.computeIfPresent(
                    setting,
                    (_, value) -> new Value(
                            value.at(),
                            value.words().stream()
                                    .map(word -> word.replace("%h", address)
                                            .replace("%n", host)
                                            .replace("%r", user)
                                            .replace("%u", surroundings.user())
                                            .replace("%d", surroundings.home().toString())
                                            .replace("%%", "%"))
                                    .toList()));
        }
    }

    private static String word(@Nullable Value value, String otherwise) {
        return value == null ? otherwise : value.word();
    }

    private Map<Setting, Value> checked(Map<Setting, Value> found) {
        found.entrySet().removeIf(entry -> {
            String mistake = entry.getKey().mistake(entry.getValue().words());
            if (mistake != null) {
                problems.add(entry.getValue().at(), mistake);
            }
            return mistake != null;
        });
        return found;
    }
}
