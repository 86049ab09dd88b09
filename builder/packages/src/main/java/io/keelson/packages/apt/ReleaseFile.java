package io.keelson.packages.apt;

import io.keelson.packages.deb.control.Deb822;
import io.keelson.packages.deb.control.Stanza;
import io.keelson.release.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Release file.
///
/// @param files what it vouches for, by path relative to it
/// @param date when it was made
/// @param validUntil when it must no longer be used
record ReleaseFile(Stanza stanza, Map<String, Entry> files, Instant date, Optional<Instant> validUntil) {
    /// One file that the Release vouches for, with whichever digests it lists.
    record Entry(
            String path,
            long size,
            @Nullable Digest sha256,
            @Nullable String sha512) {}

    /// Reads the text of a Release file.
    ///
    /// @throws IOException that says what is wrong with it
    static ReleaseFile parse(String name, String text) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Stanza> stanzas = Deb822.parse(name, text, problems::add);
        if (!problems.isEmpty()) {
            throw new IOException(String.join("\n", problems));
        }
        if (stanzas.size() != 1) {
            throw new IOException(name + ": " + stanzas.size() + " stanzas, expected one");
        }
        Stanza stanza = stanzas.getFirst();
        Instant date =
                date(stanza, "Date").orElseThrow(() -> new IOException(stanza.where() + ": a Release needs a Date"));
        return new ReleaseFile(stanza, files(stanza), date, date(stanza, "Valid-Until"));
    }

    boolean isByHash() {
        return isYes("Acquire-By-Hash");
    }

    private boolean isYes(String field) {
        return stanza.get(field, "no").toLowerCase(Locale.ROOT).equals("yes");
    }

    /// The pin priority that apt gives its packages (apt_preferences(5)).
    int priority() {
        if (!isYes("NotAutomatic")) {
            return 500;
        }
        return isYes("ButAutomaticUpgrades") ? 100 : 1;
    }

    List<String> architectures() {
        return stanza.words("Architectures");
    }

    /// Whether packages of architecture `all` have an index of their own.
    boolean hasIndexForAll() {
        return architectures().contains("all")
                && !stanza.words("No-Support-for-Architecture-all").contains("Packages");
    }

    private static Optional<Instant> date(Stanza stanza, String field) throws IOException {
        String value = stanza.get(field);
        if (value == null) {
            return Optional.empty();
        }
        Optional<Instant> date = ReleaseDates.parse(value);
        if (date.isEmpty()) {
            throw new IOException(stanza.where(field) + ": " + field + " is no date: " + value);
        }
        return date;
    }

    private static Map<String, Entry> files(Stanza stanza) throws IOException {
        Map<String, Entry> files = new LinkedHashMap<>();
        for (String line : stanza.lines("SHA256")) {
            String[] parts = parts(stanza, "SHA256", line, 2 * Digest.BYTES);
            files.put(parts[2], new Entry(parts[2], Long.parseLong(parts[1]), Digest.parse(parts[0]), null));
        }
        for (String line : stanza.lines("SHA512")) {
            String[] parts = parts(stanza, "SHA512", line, 128);
            Entry known = files.get(parts[2]);
            long size = Long.parseLong(parts[1]);
            if (known != null && known.size() != size) {
                throw new IOException(stanza.where("SHA512") + ": two sizes for " + parts[2]);
            }
            files.put(parts[2], new Entry(parts[2], size, known == null ? null : known.sha256(), parts[0]));
        }
        return files;
    }

    private static String[] parts(Stanza stanza, String field, String line, int digits) throws IOException {
        String[] parts = line.split("\\s+", -1);
        if (parts.length != 3 || !parts[0].matches("[0-9a-f]{" + digits + "}") || !parts[1].matches("[0-9]{1,15}")) {
            throw new IOException(stanza.where(field) + ": malformed " + field + " line: " + line);
        }
        return parts;
    }
}
