package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// The commit that goes into an image.
///
/// @param checksum 64 hexadecimal digits
/// @param epoch the commit's own time in seconds since 1970
record SourceCommit(String checksum, long epoch) {
    private static final String DATE = "Date:";
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx", Locale.ROOT);

    /// Looks `ref` up in `repo`.
    static SourceCommit find(Programs programs, Path repo, String ref) {
        String checksum =
                programs.run("ostree", "rev-parse", "--repo=" + repo, ref).strip();
        return new SourceCommit(checksum, epochIn(programs.run("ostree", "show", "--repo=" + repo, checksum)));
    }

    /// Seconds since 1970 that stand for the time of the build: SOURCE_DATE_EPOCH, else the commit's own time.
    ///
    /// @throws KeelsonException when SOURCE_DATE_EPOCH is no number
    long buildTime() {
        String given = System.getenv("SOURCE_DATE_EPOCH");
        try {
            // e2fsprogs takes 0 for "the real time".
            return Math.max(1, given == null ? epoch : Long.parseLong(given));
        } catch (NumberFormatException e) {
            throw KeelsonException.usage("SOURCE_DATE_EPOCH is not a number of seconds: " + given);
        }
    }

    /// The time in what `ostree show` prints.
    static long epochIn(String shown) {
        String date = shown.lines()
                .filter(line -> line.startsWith(DATE))
                .map(line -> line.substring(DATE.length()).strip())
                .findFirst()
                .orElseThrow(() -> new KeelsonException("ostree show tells no date:\n" + shown));
        try {
            return OffsetDateTime.parse(date, FORMAT).toEpochSecond();
        } catch (DateTimeParseException e) {
            throw new KeelsonException("ostree show tells a date that cannot be read: " + date, e);
        }
    }
}
