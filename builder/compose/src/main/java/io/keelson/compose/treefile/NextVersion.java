package io.keelson.compose.treefile;

import io.keelson.release.KeelsonException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Counts versions up, for `automatic-version-prefix`.
public final class NextVersion {
    private static final Pattern DATE = Pattern.compile("<date:([^<>]*)>");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private NextVersion() {}

    /// The version after `previous`. When that does not start with the prefix, counting starts over
    /// with the prefix itself; else the number after prefix and suffix goes up by one.
    ///
    /// A prefix may hold tags `<date:FORMAT>`, with the letters of `strftime`, in UTC; then a count is
    /// there from the beginning, and it starts at 0. Unlike in rpm-ostree there may be several such tags.
    ///
    /// @param suffix what stands between prefix and count, one character
    /// @param previous the version of the previous commit; null or empty when there is none
    /// @param now the time for the tags: `SOURCE_DATE_EPOCH` if that is set
    /// @throws KeelsonException when a tag has a letter that is no part of a date
    public static String of(String prefix, String suffix, @Nullable String previous, Instant now) {
        Matcher tags = DATE.matcher(prefix);
        boolean dated = tags.find();
        String start = tags.replaceAll(tag -> Matcher.quoteReplacement(DateTag.format(tag.group(1), now)));
        String fresh = dated ? start + suffix + "0" : start;
        if (previous == null || previous.isEmpty() || !previous.startsWith(start)) {
            return fresh;
        }
        if (previous.equals(start)) {
            return dated ? fresh : start + suffix + "1";
        }
        String rest = previous.substring(start.length());
        return rest.startsWith(suffix) ? start + suffix + after(rest.substring(suffix.length())) : fresh;
    }

    /// One more than the number that the text begins with; 1 when there is none.
    private static BigInteger after(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.lookingAt() ? new BigInteger(number.group()).add(BigInteger.ONE) : BigInteger.ONE;
    }
}
