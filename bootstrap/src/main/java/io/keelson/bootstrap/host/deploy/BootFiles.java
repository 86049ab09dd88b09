package io.keelson.bootstrap.host.deploy;

import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;

/// The kernel and initramfs of a commit, of which libostree makes copies in /boot.
record BootFiles(TreeEntry kernel, TreeEntry initramfs) {
    private static final String MODULES = "/usr/lib/modules";

    /// Finds them where libostree does.
    ///
    /// @throws KeelsonException when one is missing, or there are several kernels
    static BootFiles of(CommitTree tree, String name) {
        List<BootFiles> found = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (TreeEntry version : tree.list(MODULES)) {
            TreeEntry kernel = null;
            TreeEntry initramfs = null;
            for (TreeEntry file : tree.list(version.path())) {
                kernel = file.isFile() && file.name().equals("vmlinuz") ? file : kernel;
                initramfs = file.isFile() && file.name().equals("initramfs.img") ? file : initramfs;
            }
            if (kernel != null && initramfs != null) {
                found.add(new BootFiles(kernel, initramfs));
            } else if (kernel != null) {
                without.add(version.path());
            }
        }
        return only(found, without, name);
    }

    private static BootFiles only(List<BootFiles> found, List<String> without, String name) {
        if (found.size() == 1 && without.isEmpty()) {
            return found.getFirst();
        }
        int kernels = found.size() + without.size();
        if (kernels > 1) {
            throw bad(name, "it has " + kernels + " kernels in " + MODULES + ", and libostree takes only one");
        }
        throw bad(
                name,
                kernels == 0
                        ? "it has no kernel (" + MODULES + "/VERSION/vmlinuz)"
                        : "it has no initramfs (" + without.getFirst() + "/initramfs.img)");
    }

    static KeelsonException bad(String name, String faults) {
        return new KeelsonException(name + " would not boot: " + faults)
                .withHint("nothing was staged; the image has to be composed again");
    }

    /// What they take in /boot.
    long bytes() {
        return kernel.size() + initramfs.size();
    }

    /// Whether both have the same content, which libostree then keeps once.
    boolean isSame(BootFiles other) {
        return kernel.checksum().equals(other.kernel.checksum())
                && initramfs.checksum().equals(other.initramfs.checksum());
    }
}
