package io.keelson.bootstrap.inventory;

import io.keelson.bootstrap.inventory.Said.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a [Host] of settings, with OpenSSH's own defaults where nobody said anything.
final class HostBuilder {
    private static final int SSH_PORT = 22;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Surroundings surroundings;
    private final Path base;

    /// @param base where relative paths begin
    HostBuilder(Surroundings surroundings, Path base) {
        this.surroundings = surroundings;
        this.base = base;
    }

    Host build(
            String name,
            Map<Setting, Value> settings,
            List<Host> jumps,
            SortedSet<String> groups,
            Map<String, String> variables) {
        return new Host(
                name,
                word(settings, Setting.ADDRESS, name, w -> w),
                word(settings, Setting.PORT, SSH_PORT, Integer::parseInt),
                word(settings, Setting.USER, surroundings.user(), w -> w),
                word(settings, Setting.HOST_KEY_ALIAS, Optional.<String>empty(), Optional::of),
                identities(settings.get(Setting.IDENTITY_FILES)),
                word(settings, Setting.ONLY_IDENTITIES, false, Boolean::parseBoolean),
                word(settings, Setting.AGENT, surroundings.agent(), this::agent),
                knownHosts(settings.get(Setting.KNOWN_HOSTS)),
                word(settings, Setting.HOST_KEYS, false, w -> w.equals("accept-new")),
                jumps,
                word(
                        settings,
                        Setting.CONNECT_TIMEOUT,
                        PATIENCE,
                        w -> Times.parse(w).orElse(PATIENCE)),
                word(settings, Setting.SUDO, false, Boolean::parseBoolean),
                word(settings, Setting.NODE, name, w -> w),
                groups,
                variables);
    }

    private static <T> T word(Map<Setting, Value> settings, Setting setting, T otherwise, Function<String, T> read) {
        Value value = settings.get(setting);
        return value == null ? otherwise : read.apply(value.word());
    }

    private Optional<Path> agent(String word) {
        return switch (word) {
            case "true" -> surroundings.agent();
            case "false" -> Optional.empty();
            default -> Optional.of(surroundings.path(word, base));
        };
    }

    private List<Path> identities(@Nullable Value value) {
        if (value == null) {
            return Stream.of("id_ed25519", "id_ecdsa", "id_rsa")
                    .map(surroundings.home().resolve(".ssh")::resolve)
                    .filter(Files::exists)
                    .toList();
        }
        return paths(value);
    }

    private List<Path> knownHosts(@Nullable Value value) {
        if (value != null) {
            return paths(value);
        }
        return List.of(surroundings.home().resolve(".ssh/known_hosts"), Path.of("/etc/ssh/ssh_known_hosts"));
    }

    private List<Path> paths(Value value) {
        List<Path> paths = new ArrayList<>();
        value.words().stream()
                .filter(word -> !word.equals("none"))
                .forEach(word -> paths.add(surroundings.path(word, base)));
        return List.copyOf(paths);
    }
}
