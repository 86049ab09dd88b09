package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.compose.tree.TreePath;
import java.util.List;

/// Disables what Debian enables for hosts that are changed package by package: timers that write to
/// `/usr` or complain that they cannot. The units stay and are not masked, so a machine can enable
/// them; a preset keeps a first boot without a machine-id from doing that by itself.
public record RetireMaintenance() implements FinishStep {
    private static final List<String> UNITS = List.of(
            "apt-daily.timer",
            "apt-daily-upgrade.timer",
            "dpkg-db-backup.timer",
            "e2scrub_all.timer",
            "e2scrub_reap.service",
            "fstrim.timer");

    private static final String PRESET = "usr/lib/systemd/system-preset/10-keelson.preset";

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        List<String> present = UNITS.stream()
                .filter(unit -> Units.directoryOf(tree, unit).isPresent())
                .toList();
        if (present.isEmpty()) {
            return tree;
        }
        TreeEditor editor = tree.edit();
        tree.walk(Units.CONFIGURED, (path, entry) -> {
            if (entry instanceof Entry.Link && present.contains(TreePath.name(path)) && isEnabling(path)) {
                editor.remove(path);
            }
        });
        String preset = String.join(
                "", present.stream().map(unit -> "disable " + unit + "\n").toList());
        return editor.put(PRESET, contents.file(Meta.FILE, preset)).build();
    }

    private static boolean isEnabling(String path) {
        String dir = TreePath.parent(path);
        return dir.endsWith(".wants") || dir.endsWith(".requires");
    }
}
