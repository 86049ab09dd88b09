package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.compose.treefile.OptUsrlocal;
import io.keelson.release.KeelsonException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The root of a deployment: `/usr` and links. What a machine writes to goes to `var`, which
/// [VarToTmpfiles] then turns into lines that make it at boot; so directories in `/home`, `/root`,
/// `/srv`, `/mnt` and `/usr/local` survive and files in them do not, but for those directly in `/root`
/// (`.bashrc`), which are copied from `/usr/share/factory` at boot.
///
/// @param tmpIsDir whether `/tmp` is a directory (1777, see [TmpMount]) or a link to `sysroot/tmp`
/// @param optUsrlocal what `/opt` and `/usr/local` are
public record RootLayout(boolean tmpIsDir, OptUsrlocal optUsrlocal) implements FinishStep {
    private static final Set<String> KEPT =
            Set.of("usr", "boot", "var", "etc", "dev", "proc", "run", "sys", "tmp", "sysroot", "opt", "ostree");

    private static final Set<String> MERGED = Set.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

    private static final String ROOT_HOME = "var/roothome";

    /// Top-level directories that become links into `var`.
    private static final Map<String, String> WRITABLE =
            Map.of("home", "var/home", "root", ROOT_HOME, "srv", "var/srv", "mnt", "var/mnt");

    private static final String FACTORY = "usr/share/factory/";

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        checkNames(tree);
        TreeEditor editor = tree.edit();
        keepFilesOfRoot(editor, contents);
        WRITABLE.forEach((from, to) -> moveAndLink(editor, from, to, to));
        // Root's home is private even where no package made it.
        if (!tree.has("root")) {
            editor.putDir(ROOT_HOME, Meta.root(0700));
        }
        editor.put("media", Entry.Link.to("run/media"));
        editor.put("ostree", Entry.Link.to("sysroot/ostree"));
        switch (optUsrlocal) {
            case VAR -> intoVar(editor);
            case ROOT -> List.of("opt", "usr/local").forEach(dir -> keepDirectory(editor, dir));
            case STATE_OVERLAY -> overlay(tree, editor);
        }
        List.of("boot", "var", "run").forEach(dir -> keepDirectory(editor, dir));
        List.of("dev", "proc", "sys", "sysroot").forEach(dir -> editor.put(dir, Entry.Dir.empty(Meta.DIRECTORY)));
        editor.put("tmp", tmpIsDir ? Entry.Dir.empty(Meta.root(01777)) : Entry.Link.to("sysroot/tmp"));
        return editor.build();
    }

    private static void checkNames(FileTree tree) {
        List<String> separate = tree.root().children().keySet().stream()
                .filter(MERGED::contains)
                .filter(name -> !(tree.get(name) instanceof Entry.Link))
                .toList();
        if (!separate.isEmpty()) {
            throw new KeelsonException("an image needs /bin, /sbin and /lib* to be links into /usr, but these are not: "
                            + String.join(", ", separate))
                    .withHint("a package puts files there; Debian: add usrmerge to packages");
        }
        List<String> unexpected = tree.root().children().keySet().stream()
                .filter(name -> !KEPT.contains(name) && !MERGED.contains(name))
                .filter(name -> !WRITABLE.containsKey(name) && !name.equals("media"))
                .map(name -> "/" + name)
                .toList();
        if (!unexpected.isEmpty()) {
            throw new KeelsonException("the root of an image has no place for " + String.join(", ", unexpected))
                    .withHint("move it below /usr in a postprocess script, or drop it with remove-files");
        }
    }

    /// Files such as root's `.bashrc`: tmpfiles.d's `C` takes them from the factory directory.
    private static void keepFilesOfRoot(TreeEditor editor, Contents contents) {
        StringBuilder lines = new StringBuilder();
        for (String name : editor.names("root")) {
            if (editor.get("root/" + name) instanceof Entry.File) {
                editor.move("root/" + name, FACTORY + "var/roothome/" + name);
                lines.append(Tmpfiles.copy("var/roothome/" + name)).append('\n');
            }
        }
        if (!lines.isEmpty()) {
            editor.put(Tmpfiles.DIRECTORY + "/keelson-roothome.conf", contents.file(Meta.FILE, lines.toString()));
        }
    }

    private static void intoVar(TreeEditor editor) {
        moveAndLink(editor, "usr/local", "var/usrlocal", "../var/usrlocal");
        for (String name : editor.names("opt")) {
            editor.move("opt/" + name, "usr/lib/opt/" + name);
            editor.put("var/opt/" + name, Entry.Link.to("../../usr/lib/opt/" + name));
        }
        editor.remove("opt");
        moveAndLink(editor, "opt", "var/opt", "var/opt");
    }

    /// Both become directories of the image that systemd lays an overlay over.
    private static void overlay(FileTree tree, TreeEditor editor) {
        String template = "ostree-state-overlay@.service";
        if (Units.directoryOf(tree, template).isEmpty()) {
            throw new KeelsonException("opt-usrlocal: state-overlay needs " + template + ", which the image has not")
                    .withHint("use a newer ostree in the image, or opt-usrlocal: var");
        }
        keepDirectory(editor, "usr/local");
        keepDirectory(editor, "opt");
        moveAndLink(editor, "opt", "usr/lib/opt", "usr/lib/opt");
        for (String instance : List.of("usr-lib-opt", "usr-local")) {
            String unit = template.replace("@", "@" + instance);
            editor.put(Units.SYSTEM + "/local-fs.target.requires/" + unit, Entry.Link.to("../" + template));
        }
    }

    /// Moves a directory with what it holds into one that may be there already, and leaves a link.
    private static void moveAndLink(TreeEditor editor, String from, String to, String target) {
        if (editor.get(from) instanceof Entry.Dir dir) {
            Meta meta = dir.meta();
            editor.names(from).forEach(name -> editor.move(from + "/" + name, to + "/" + name));
            editor.putDir(to, meta);
        } else {
            keepDirectory(editor, to);
        }
        editor.put(from, Entry.Link.to(target));
    }

    private static void keepDirectory(TreeEditor editor, String path) {
        if (!(editor.get(path) instanceof Entry.Dir)) {
            editor.put(path, Entry.Dir.empty(Meta.DIRECTORY));
        }
    }
}
