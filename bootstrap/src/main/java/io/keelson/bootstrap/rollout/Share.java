package io.keelson.bootstrap.rollout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of hosts, or a part of them: `5` or `10%`.
public record Share(int number, boolean percent) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})(%)?");

    /// Reads `5` or `10%`; nothing when it is neither, or zero.
    public static Optional<Share> parse(String text) {
        Matcher share = TEXT.matcher(text);
        if (!share.matches()) {
            return Optional.empty();
        }
        Share read = new Share(Integer.parseInt(share.group(1)), share.group(2) != null);
        return read.number < 1 || (read.percent && read.number > 100) ? Optional.empty() : Optional.of(read);
    }

    /// How many that is of `total`; a part is rounded down, but is one at least.
    int of(int total) {
        return percent ? (int) Math.max(1, (long) total * number / 100) : number;
    }

    @Override
    public String toString() {
        return number + (percent ? "%" : "");
    }
}
