package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What lets glibc find accounts that are not in `/etc`.
enum NameService {
    /// Reads `/usr/lib/passwd` and `/usr/lib/group`.
    ALTFILES("altfiles"),
    /// Reads records in `/usr/lib/userdb`, without a daemon.
    SYSTEMD("systemd"),
    /// Nothing does.
    NONE("");

    private static final String NSSWITCH = "etc/nsswitch.conf";

    private static final long NOBODY = 65534;

    private final String module;

    NameService(String module) {
        this.module = module;
    }

    /// The one whose library the tree has.
    static NameService of(FileTree tree) {
        return hasLibrary(tree, ALTFILES) ? ALTFILES : hasLibrary(tree, SYSTEMD) ? SYSTEMD : NONE;
    }

    /// Whether this service makes up an account of its own for `id`: systemd does for nobody, whatever
    /// a record says, and systemd-sysusers would then add the distribution's to `/etc` at boot.
    boolean isReserved(long id) {
        return this == SYSTEMD && id == NOBODY;
    }

    /// Names this service after `files` in nsswitch.conf(5), unless it is there already.
    void configure(FileTree tree, Contents contents, TreeEditor editor) {
        Meta meta = tree.get(NSSWITCH) instanceof Entry.File file ? file.meta() : Meta.FILE;
        String text = contents.text(tree, NSSWITCH);
        editor.put(NSSWITCH, contents.file(meta, configured(text == null ? "" : text)));
    }

    private List<String> databases() {
        return switch (this) {
            case ALTFILES -> List.of("passwd", "group");
            case SYSTEMD -> List.of("passwd", "group", "shadow", "gshadow");
            case NONE -> List.of();
        };
    }

    private String configured(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (String database : databases()) {
            Pattern line = Pattern.compile("\\s*" + database + "\\s*:.*");
            boolean present = lines.stream().anyMatch(l -> line.matcher(l).matches());
            if (!present) {
                lines.add(database + ": files " + module);
            }
            lines.replaceAll(l -> line.matcher(l).matches() ? withModule(l) : l);
        }
        return String.join("\n", lines) + "\n";
    }

    private String withModule(String line) {
        String code = line.replaceFirst("#.*", "");
        if (Pattern.compile("\\b" + module + "\\b").matcher(code).find()) {
            return line;
        }
        String after = code.replaceFirst("\\b(files|compat)\\b", "$1 " + module);
        return after.equals(code) ? code.stripTrailing() + " " + module : after;
    }

    private static boolean hasLibrary(FileTree tree, NameService service) {
        String library = "libnss_" + service.module + ".so.2";
        List<String> places = new ArrayList<>(List.of("usr/lib", "usr/lib64"));
        Entry.Dir lib = tree.dir("usr/lib");
        if (lib != null) {
            // Debian's multi-arch directories: usr/lib/x86_64-linux-gnu
            lib.children().keySet().stream()
                    .filter(name -> name.contains("-linux-"))
                    .forEach(name -> places.add("usr/lib/" + name));
        }
        return places.stream().anyMatch(place -> tree.has(place + "/" + library));
    }
}
