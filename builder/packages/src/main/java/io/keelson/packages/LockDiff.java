package io.keelson.packages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What changes from one lock to another; each list is sorted by name, then architecture.
///
/// @param rebuilt packages of which version and architecture stayed, but not the file
public record LockDiff(
        List<LockedPackage> added,
        List<LockedPackage> removed,
        List<Change> upgraded,
        List<Change> downgraded,
        List<Change> rebuilt) {
    /// A package before and after.
    public record Change(LockedPackage from, LockedPackage to) {}

    /// Makes the lists unmodifiable.
    public LockDiff {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        upgraded = List.copyOf(upgraded);
        downgraded = List.copyOf(downgraded);
        rebuilt = List.copyOf(rebuilt);
    }

    static LockDiff between(PackageLock from, PackageLock to, Comparator<String> versions) {
        Map<String, LockedPackage> old = byKey(from);
        Map<String, LockedPackage> now = byKey(to);
        List<LockedPackage> added = without(now, old);
        List<LockedPackage> removed = without(old, now);
        List<Change> upgraded = new ArrayList<>();
        List<Change> downgraded = new ArrayList<>();
        List<Change> rebuilt = new ArrayList<>();
        old.forEach((key, before) -> {
            LockedPackage after = now.get(key);
            if (after != null) {
                Change change = new Change(before, after);
                List<Change> list = sort(change, versions, upgraded, downgraded, rebuilt);
                if (list != null) {
                    list.add(change);
                }
            }
        });
        return new LockDiff(added, removed, upgraded, downgraded, rebuilt);
    }

    /// Whether the packages are the same. Where they come from may differ.
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && upgraded.isEmpty() && downgraded.isEmpty() && rebuilt.isEmpty();
    }

    /// A heading for each kind of change that there is, and a line for each package.
    public String toText() {
        StringBuilder text = new StringBuilder();
        section(text, "Upgraded", upgraded, LockDiff::step);
        section(text, "Downgraded", downgraded, LockDiff::step);
        section(text, "Rebuilt", rebuilt, change -> change.to().label());
        section(text, "Removed", removed, LockedPackage::label);
        section(text, "Added", added, LockedPackage::label);
        return text.isEmpty() ? "No change.\n" : text.toString();
    }

    /// An object with a list for each kind of change; a changed package has `from` and `to`.
    public String toJson() {
        return "{\n  \"added\": " + LockWriter.array(added, LockWriter::line)
                + ",\n  \"removed\": " + LockWriter.array(removed, LockWriter::line)
                + ",\n  \"upgraded\": " + LockWriter.array(upgraded, LockDiff::line)
                + ",\n  \"downgraded\": " + LockWriter.array(downgraded, LockDiff::line)
                + ",\n  \"rebuilt\": " + LockWriter.array(rebuilt, LockDiff::line) + "\n}\n";
    }

    private static @Nullable List<Change> sort(
            Change change, Comparator<String> versions, List<Change> up, List<Change> down, List<Change> same) {
        int order = versions.compare(change.from().version(), change.to().version());
        if (order != 0) {
            return order < 0 ? up : down;
        }
        return change.from().sha256().equals(change.to().sha256()) ? null : same;
    }

    private static Map<String, LockedPackage> byKey(PackageLock lock) {
        Map<String, LockedPackage> map = new TreeMap<>();
        lock.packages().forEach(p -> map.put(p.name() + " " + p.arch(), p));
        return map;
    }

    private static List<LockedPackage> without(Map<String, LockedPackage> these, Map<String, LockedPackage> those) {
        return these.entrySet().stream()
                .filter(entry -> !those.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static <T> void section(
            StringBuilder text, String heading, List<T> items, java.util.function.Function<T, String> line) {
        if (!items.isEmpty()) {
            text.append(heading).append(":\n");
            items.forEach(item -> text.append("  ").append(line.apply(item)).append('\n'));
        }
    }

    private static String step(Change change) {
        return change.from().label() + " -> " + change.to().version();
    }

    private static String line(Change change) {
        return "{\"from\": " + LockWriter.line(change.from()) + ", \"to\": " + LockWriter.line(change.to()) + "}";
    }
}
