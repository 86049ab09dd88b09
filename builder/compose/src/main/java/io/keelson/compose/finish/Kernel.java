package io.keelson.compose.finish;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import java.util.Map;

/// Puts the kernel where libostree looks for it, beside its modules, and empties `/boot`, which on a
/// host is a file system of its own. An initrd made while packages were installed is dropped: the
/// image gets one with the ostree module ([InstallInitramfs]). What else packages keep in `/boot` (boot
/// loaders) moves to `usr/lib/ostree-boot`, where tools for boot loaders look.
///
/// For images that start; a container has no kernel and does not take this step.
public record Kernel() implements FinishStep {
    private static final String ELSEWHERE = "usr/lib/ostree-boot";

    private static final Map<String, String> FILES = Map.of(
            "vmlinuz-%s", "vmlinuz",
            "System.map-%s", "System.map",
            "config-%s", "config",
            ".vmlinuz-%s.hmac", ".vmlinuz.hmac");

    @Override
    public FileTree apply(FileTree tree, Contents contents) {
        String version = KernelVersion.of(tree);
        TreeEditor editor = tree.edit();
        FILES.forEach((from, to) -> {
            String path = "boot/" + from.formatted(version);
            // Some distributions have links there to what is in its place already.
            if (tree.file(path) != null) {
                editor.move(path, KernelVersion.MODULES + "/" + version + "/" + to);
            }
        });
        for (String name : editor.names("boot")) {
            moveOrDrop(editor, name);
        }
        editor.names("").stream().filter(Kernel::isKernelLink).forEach(editor::remove);
        return editor.put("boot", Entry.Dir.empty(Meta.DIRECTORY)).build();
    }

    private static void moveOrDrop(TreeEditor editor, String name) {
        boolean isInitrd = name.startsWith("initrd") || name.startsWith("initramfs");
        boolean isEmpty = editor.get("boot/" + name) instanceof Entry.Dir dir
                && dir.children().isEmpty();
        boolean isLink = editor.get("boot/" + name) instanceof Entry.Link;
        if (!isInitrd && !isEmpty && !isLink && !editor.has(ELSEWHERE + "/" + name)) {
            editor.move("boot/" + name, ELSEWHERE + "/" + name);
        }
    }

    /// `/vmlinuz`, `/initrd.img.old`: Debian's links to the newest kernels.
    private static boolean isKernelLink(String name) {
        return name.startsWith("vmlinuz") || name.startsWith("initrd.img");
    }
}
