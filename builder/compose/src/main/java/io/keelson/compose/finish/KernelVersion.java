package io.keelson.compose.finish;

import io.keelson.compose.tree.FileTree;
import io.keelson.release.KeelsonException;
import java.util.NavigableSet;
import java.util.TreeSet;

/// The one kernel of an image.
public final class KernelVersion {
    /// The directory with one directory of modules for each kernel.
    static final String MODULES = "usr/lib/modules";

    private static final String IMAGE = "vmlinuz-";

    private KernelVersion() {}

    /// The version of the tree's kernel (`uname -r`), whether its image still stands in `/boot` or is
    /// already with its modules. Modules without an image do not count.
    ///
    /// @throws KeelsonException when there is no kernel or more than one
    public static String of(FileTree tree) {
        NavigableSet<String> found = new TreeSet<>();
        tree.walk("boot", (path, entry) -> {
            if (path.startsWith("boot/" + IMAGE)) {
                found.add(path.substring(("boot/" + IMAGE).length()));
            }
        });
        var modules = tree.dir(MODULES);
        if (modules != null) {
            modules.children().keySet().stream()
                    .filter(version -> tree.has(image(version)))
                    .forEach(found::add);
        }
        return onlyOne(found);
    }

    /// Where the kernel image of a finished tree is.
    public static String image(String version) {
        return MODULES + "/" + version + "/vmlinuz";
    }

    /// Where the initramfs of a finished tree is.
    public static String initramfs(String version) {
        return MODULES + "/" + version + "/initramfs.img";
    }

    private static String onlyOne(NavigableSet<String> found) {
        if (found.isEmpty()) {
            throw new KeelsonException("the image has no kernel: there is neither boot/vmlinuz-VERSION nor " + MODULES
                            + "/VERSION/vmlinuz")
                    .withHint("add a kernel package (Debian: linux-image-amd64) to packages, or set container: true");
        }
        if (found.size() > 1) {
            throw new KeelsonException("the image has " + found.size() + " kernels, but can start only one: "
                            + String.join(", ", found))
                    .withHint("leave one of their packages in the treefile, or exclude the others (exclude-packages)");
        }
        return found.getFirst();
    }
}
