package io.keelson.bootstrap.host.deploy;

import io.keelson.bootstrap.host.HostShell;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.state.Deployed;
import io.keelson.bootstrap.host.state.HostPaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the next start makes of /etc: the new image's files, with every file that was changed on this host
/// kept as it is here, and every file that was removed here left out.
///
/// @param local path below /etc and `M`, `A` or `D`, of what differs from the image that runs
/// @param image the same between that image and the new one
public record EtcDiff(Map<String, Character> local, Map<String, Character> image) {
    private static final String ETC = "/usr/etc";

    /// Compares the host's /etc, and the images of `current` and of `commit`.
    public static EtcDiff of(HostShell shell, HostPaths paths, Deployed current, String commit)
            throws InterruptedException {
        String words = shell.run(Invocation.of(
                        paths.admin("config-diff", "--os=" + current.id().os())))
                .orFail("cannot tell what was changed in /etc")
                .stdout();
        Map<String, TreeEntry> before = byPath(new CommitTree(paths, current.commit()));
        Map<String, TreeEntry> after = byPath(new CommitTree(paths, commit));
        return new EtcDiff(parse(words), compare(before, after));
    }

    static Map<String, Character> parse(String words) {
        Map<String, Character> changes = new TreeMap<>();
        words.lines()
                .filter(line -> line.matches("[MAD] +.+"))
                .forEach(line -> changes.put(line.substring(1).strip(), line.charAt(0)));
        return changes;
    }

    private static Map<String, TreeEntry> byPath(CommitTree tree) {
        Map<String, TreeEntry> entries = new HashMap<>();
        tree.below(ETC).forEach(entry -> entries.put(entry.path().substring(ETC.length() + 1), entry));
        return entries;
    }

    private static Map<String, Character> compare(Map<String, TreeEntry> before, Map<String, TreeEntry> after) {
        Map<String, Character> changes = new TreeMap<>();
        after.forEach((path, entry) -> {
            TreeEntry old = before.get(path);
            if (old == null) {
                changes.put(path, 'A');
            } else if (!isSame(old, entry)) {
                changes.put(path, 'M');
            }
        });
        before.keySet().stream().filter(path -> !after.containsKey(path)).forEach(path -> changes.put(path, 'D'));
        return changes;
    }

    /// Directories count by their mode and owner, as their content is told by itself.
    private static boolean isSame(TreeEntry one, TreeEntry other) {
        return one.mode() == other.mode()
                && one.uid() == other.uid()
                && one.gid() == other.gid()
                && (one.isDirectory() || one.checksum().equals(other.checksum()));
    }

    /// Files that both sides changed: the host's stay, so what the new image meant there does not arrive.
    public List<String> conflicts() {
        List<String> both = new ArrayList<>(local.keySet());
        both.retainAll(image.keySet());
        return both;
    }

    /// Files of the new image that arrive.
    public List<String> arriving() {
        List<String> arriving = new ArrayList<>(image.keySet());
        arriving.removeAll(local.keySet());
        return arriving;
    }

    /// One line for a person.
    public String brief() {
        List<String> conflicts = conflicts();
        String kept = "/etc: " + arriving().size() + " changes of the new image arrive, " + local.size()
                + " made on this host are kept";
        return conflicts.isEmpty()
                ? kept
                : kept + ", also where the new image has others: " + String.join(", ", conflicts)
                        + " (keelson-host etc-diff)";
    }
}
