package io.keelson.compose.sandbox;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.packages.deb.archive.TarStream;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The sandbox on Linux: the tree is the lower directory of an overlay, bubblewrap enters the merged
/// view, and the upper directory is the record of what was changed. Needs no root where user
/// namespaces with a range of users are allowed.
public final class BubblewrapSandbox implements Sandbox {
    /// `volatile` makes every fsync in the sandbox free: what is in it has no value after a crash. The
    /// mark that it leaves would refuse the next mount, so the work directory is made anew each time. The
    /// caller's umask must not show in what programs write.
    private static final String MOUNT = "set -e; umask 022; rm -rf work; mkdir work; mount -t overlay overlay"
            + " -o lowerdir=" + KeptLower.TREE
            + ",upperdir=upper,workdir=work,userxattr,volatile root; exec \"$@\"";

    private final Workspace workspace;
    private final KeptLower kept;
    private final FileTree lower;
    private final Contents contents;
    private FileTree shown;

    private BubblewrapSandbox(Workspace workspace, KeptLower kept, FileTree lower, Contents contents) {
        this.workspace = workspace;
        this.kept = kept;
        this.lower = lower;
        this.contents = contents;
        this.shown = lower;
    }

    /// Makes sure that there can be a sandbox on this machine.
    ///
    /// @throws KeelsonException that says what is missing and what to change
    public static void check() throws InterruptedException {
        Command.of(List.of("bwrap", "--version")).run();
        UserNamespace.check();
    }

    /// Makes a sandbox that shows `tree`, in a new directory below `parent`.
    ///
    /// @throws KeelsonException when this machine allows no sandbox; it says what to change
    public static BubblewrapSandbox create(Path parent, FileTree tree, Contents contents)
            throws IOException, InterruptedException {
        Workspace workspace = Workspace.create(parent);
        try {
            for (String name : List.of("upper", "root", "store", "hidden")) {
                LowerTree.makeDirectory(workspace.path().resolve(name), 0755);
            }
            KeptLower kept = new KeptLower(parent, workspace.path());
            kept.show(tree, contents);
            Stubs.write(workspace.path());
            BubblewrapSandbox sandbox = new BubblewrapSandbox(workspace, kept, tree, contents);
            sandbox.checkOverlay();
            sandbox.write(special(tree));
            return sandbox;
        } catch (IOException | RuntimeException | InterruptedException e) {
            workspace.close();
            throw e;
        }
    }

    /// Not every file system can be the upper layer of an overlay; better to hear it now than from a script.
    private void checkOverlay() throws InterruptedException {
        Output probe = mounted(List.of("true")).run();
        if (!probe.ok()) {
            throw new KeelsonException("cannot lay an overlay over " + workspace.path() + ": "
                            + probe.text().strip())
                    .withHint("choose a --workdir on ext4, xfs, btrfs or tmpfs;"
                            + " overlayfs itself (the root of many containers) and network file systems cannot");
        }
    }

    @Override
    public Output run(Program program, Consumer<String> lines) throws InterruptedException {
        List<String> inside = Bubblewrap.command(workspace.path(), program);
        return mounted(inside).within(program.timeout()).run(lines);
    }

    @Override
    public FileTree tree() throws InterruptedException {
        UpperLayer layer = new UpperLayer(lower, contents, workspace.path().resolve("store"));
        List<String> tar = List.of(
                "tar",
                "--create",
                "--format=posix",
                "--numeric-owner",
                "--xattrs",
                "--xattrs-include=*",
                "--warning=no-file-ignored",
                "--sort=name",
                "--directory=upper",
                ".");
        namespaced(tar).pipe(out -> {}, in -> TarStream.read("changes of the sandbox", in, layer::add));
        shown = layer.build();
        return shown;
    }

    @Override
    public void update(FileTree target) throws InterruptedException {
        TreeDifference difference = TreeDifference.between(shown, target);
        if (!difference.removed().isEmpty()) {
            String paths = String.join("\0", difference.removed());
            mounted(List.of("sh", "-c", "cd root && exec xargs -0 rm -rf --"))
                    .pipe(out -> out.write(paths.getBytes(StandardCharsets.UTF_8)), in -> {});
        }
        write(difference.written());
        shown = target;
    }

    /// Writes entries with their true owners, modes and attributes through the overlay.
    private void write(SortedMap<String, Entry> entries) throws InterruptedException {
        if (!entries.isEmpty()) {
            List<String> tar = List.of(
                    "tar",
                    "--extract",
                    "--numeric-owner",
                    "--same-owner",
                    "--preserve-permissions",
                    "--xattrs",
                    "--xattrs-include=*",
                    "--directory=root");
            mounted(tar).pipe(out -> new TreeTar(contents).write(entries, out), in -> {});
        }
    }

    private static SortedMap<String, Entry> special(FileTree tree) {
        SortedMap<String, Entry> special = new TreeMap<>();
        tree.walk((path, entry) -> {
            if (LowerTree.isSpecial(entry)) {
                special.put(path, entry instanceof Entry.Dir dir ? Entry.Dir.empty(dir.meta()) : entry);
            }
        });
        return special;
    }

    private Command mounted(List<String> argv) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", MOUNT, "sh"));
        command.addAll(argv);
        return namespaced(command);
    }

    private Command namespaced(List<String> argv) {
        return Command.of(UserNamespace.command(argv)).in(workspace.path());
    }

    @Override
    public void close() {
        kept.keep();
        workspace.close();
    }
}
