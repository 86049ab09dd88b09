package io.keelson.cli.ostree;

import io.keelson.ostree.Mode;
import io.keelson.ostree.Summary;
import io.keelson.ostree.variant.Variant;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes summaries for people, ours and those of remotes.
record SummaryPrinter(PrintStream out) {
    /// GLib's largest date is far less than Java's.
    private static final long END_OF_TIME = 253402300799L;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssx", Locale.ROOT);

    /// What a key is called, and its value.
    private record Pretty(String name, String value) {}

    void print(Summary summary) {
        String own = summary.metadata().get(Summary.COLLECTION_ID) instanceof Variant.Text id ? id.value() : null;
        refs(own, summary.refs());
        summary.collections().forEach(this::refs);
        summary.metadata().forEach((key, value) -> line("", key, value, pretty(key, value)));
    }

    private void refs(@Nullable String collection, Map<String, Summary.Entry> refs) {
        refs.forEach((name, entry) -> {
            out.println("* " + (collection == null ? name : "(" + collection + ", " + name + ")"));
            out.println("    Latest Commit (" + Sizes.text(entry.size()) + "):");
            out.println("      " + entry.commit());
            entry.metadata().forEach((key, value) -> line("    ", key, value, prettyRef(key, value)));
            out.println();
        });
    }

    private void line(String indent, String key, Variant value, @Nullable Pretty pretty) {
        out.println(
                pretty == null
                        ? indent + key + ": " + value.print(false)
                        : indent + pretty.name() + " (" + key + "): " + pretty.value());
    }

    private static @Nullable Pretty prettyRef(String key, Variant value) {
        return switch (key) {
            case "ostree.commit.timestamp" -> date("Timestamp", value);
            case "ostree.commit.version" -> text("Version", value);
            default -> null;
        };
    }

    private static @Nullable Pretty pretty(String key, Variant value) {
        return switch (key) {
            case Summary.STATIC_DELTAS -> new Pretty("Static Deltas", value.print(false));
            case "ostree.summary.last-modified" -> date("Last-Modified", value);
            case "ostree.summary.expires" -> date("Expires", value);
            case Summary.COLLECTION_ID -> text("Collection ID", value);
            case Summary.COLLECTION_MAP -> new Pretty("Collection Map", "(printed above)");
            case "ostree.summary.mode" -> mode(value);
            case "ostree.summary.tombstone-commits" ->
                value instanceof Variant.Bool(boolean yes)
                        ? new Pretty("Has Tombstone Commits", yes ? "Yes" : "No")
                        : null;
            default -> null;
        };
    }

    private static @Nullable Pretty text(String name, Variant value) {
        return value instanceof Variant.Text text ? new Pretty(name, text.value()) : null;
    }

    private static @Nullable Pretty mode(Variant value) {
        if (!(value instanceof Variant.Text text)) {
            return null;
        }
        try {
            Mode.parse(text.value());
            return new Pretty("Repository Mode", text.value());
        } catch (IllegalArgumentException e) {
            return new Pretty("Repository Mode", "Invalid (‘" + text.value() + "’)");
        }
    }

    private static @Nullable Pretty date(String name, Variant value) {
        if (!(value instanceof Variant.Whole)) {
            return null;
        }
        long seconds = value.asSwappedLong();
        if (seconds < 0 || seconds > END_OF_TIME) {
            return new Pretty(name, "invalid");
        }
        return new Pretty(name, DATE.format(Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault())));
    }
}
