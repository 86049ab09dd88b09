package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Turns the directories and links of `/var` and `/run` into tmpfiles.d(5) lines, because a host keeps
/// its own `/var` and ignores that of a commit. Owners are named where the image has the account, for
/// its number may be another on the next image. Files are dropped and told.
///
/// After [RootLayout], which brings `/home` and the like to `/var`.
///
/// @param notes where dropped files are told
public record VarToTmpfiles(Consumer<String> notes) implements FinishStep {
    private static final String CONF = Tmpfiles.DIRECTORY + "/keelson-autovar.conf";

    private static final String JOURNAL = "var/log/journal";

    /// More names than this make a note unreadable.
    private static final int TOLD = 8;

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        Set<String> declared = Tmpfiles.declared(tree, contents);
        AccountNames names = AccountNames.of(tree, contents);
        List<String> lines = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (String top : List.of("var", "run")) {
            tree.walk(top, (path, entry) -> {
                if (entry instanceof Entry.File) {
                    dropped.add(path);
                } else if (declared.add(path)) {
                    lines.add(line(path, entry, names));
                }
            });
        }
        addStandard(tree, declared, lines);
        tell(dropped);
        TreeEditor editor = tree.edit();
        editor.put("var", Entry.Dir.empty(Meta.DIRECTORY)).put("run", Entry.Dir.empty(Meta.DIRECTORY));
        return editor.put(CONF, contents.file(Meta.FILE, String.join("\n", lines) + "\n"))
                .build();
    }

    private static String line(String path, Entry entry, AccountNames names) {
        Meta meta = entry.meta();
        return entry instanceof Entry.Link link
                ? Tmpfiles.link(path, link.target())
                : Tmpfiles.directory(path, meta.mode(), names.user(meta.uid()), names.group(meta.gid()));
    }

    /// What a host has although no package brings it. The journal is kept over reboots, or nothing is
    /// left of a start that failed.
    private static void addStandard(FileTree tree, Set<String> declared, List<String> lines) {
        if (declared.add("run/media")) {
            lines.add(Tmpfiles.directory("run/media", 0755, "root", "root"));
        }
        if (tree.has("usr/lib/systemd/systemd-journald") && declared.add(JOURNAL)) {
            lines.add(Tmpfiles.directory(JOURNAL, 02755, "root", "systemd-journal"));
        }
    }

    private void tell(List<String> dropped) {
        if (!dropped.isEmpty()) {
            String first = String.join(", ", dropped.stream().limit(TOLD).toList());
            String more = dropped.size() > TOLD ? " and " + (dropped.size() - TOLD) + " more" : "";
            notes.accept("/var belongs to the machine, not in the image: " + first + more);
        }
    }
}
