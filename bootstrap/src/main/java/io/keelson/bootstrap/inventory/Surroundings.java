package io.keelson.bootstrap.inventory;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose files these are: what `~`, `$USER` and the agent's socket mean.
public record Surroundings(Path home, String user, Map<String, String> environment) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /// Those of this process.
    public static Surroundings ofProcess() {
        return new Surroundings(
                Path.of(System.getProperty("user.home")), System.getProperty("user.name"), System.getenv());
    }

    /// Where `ssh-agent` listens, when there is one.
    Optional<Path> agent() {
        return Optional.ofNullable(environment.get("SSH_AUTH_SOCK"))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    /// A path as people write it: `~/x` is in the home directory, `${NAME}` comes from the environment, and what
    /// is relative is below `base`.
    Path path(String text, Path base) {
        String full = VARIABLE.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(environment.getOrDefault(name.group(1), "")));
        if (full.equals("~") || full.startsWith("~/")) {
            return home.resolve(full.substring(Math.min(2, full.length())));
        }
        return base.resolve(full);
    }
}
