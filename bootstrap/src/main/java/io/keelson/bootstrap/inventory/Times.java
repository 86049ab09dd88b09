package io.keelson.bootstrap.inventory;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as people write them: `90`, `90s`, `5m`, `1h`.
public final class Times {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,7})(s|m|h)?");

    private Times() {}

    /// The time, or nothing when the text is none. A number alone is seconds.
    public static Optional<Duration> parse(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(time.group(1));
        return Optional.of(
                switch (time.group(2)) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case null, default -> Duration.ofSeconds(number);
                });
    }
}
