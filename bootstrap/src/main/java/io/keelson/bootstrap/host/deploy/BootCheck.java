package io.keelson.bootstrap.host.deploy;

import io.keelson.release.KeelsonException;
import java.util.List;
import java.util.Optional;

/// Whether a commit has what a machine needs to start, before any boot loader hears of it.
///
/// @param kernel and initramfs: what /boot will get
record BootCheck(TreeEntry kernel, TreeEntry initramfs) {
    private static final List<String> INITS = List.of("/usr/lib/systemd/systemd", "/sbin/init");
    private static final String MODULES = "/usr/lib/modules";

    /// Looks at `tree`.
    ///
    /// @param name of the commit, for messages
    /// @throws KeelsonException with all that is missing or wrong
    static BootCheck of(CommitTree tree, String name) throws InterruptedException {
        List<TreeEntry> kernels = kernels(tree);
        if (kernels.size() != 1) {
            throw bad(
                    name,
                    kernels.isEmpty()
                            ? "it has no kernel (" + MODULES + "/VERSION/vmlinuz)"
                            : "it has " + kernels.size() + " kernels in " + MODULES + ", and libostree takes only one");
        }
        TreeEntry kernel = kernels.getFirst();
        String directory = kernel.path().substring(0, kernel.path().lastIndexOf('/'));
        TreeEntry initramfs = initramfs(tree, directory)
                .orElseThrow(() -> bad(name, "it has no initramfs (" + directory + "/initramfs.img)"));
        List<String> faults = new java.util.ArrayList<>();
        KernelImage.fault(tree.head(kernel, KernelImage.HEAD), kernel.size())
                .ifPresent(fault -> faults.add(kernel.path() + " " + fault));
        InitramfsImage.fault(tree.head(initramfs, InitramfsImage.HEAD), initramfs.size())
                .ifPresent(fault -> faults.add(initramfs.path() + " " + fault));
        faults.addAll(missing(tree));
        if (!faults.isEmpty()) {
            throw bad(name, String.join("; ", faults));
        }
        return new BootCheck(kernel, initramfs);
    }

    private static List<TreeEntry> kernels(CommitTree tree) throws InterruptedException {
        List<TreeEntry> kernels = new java.util.ArrayList<>();
        for (TreeEntry version : tree.list(MODULES)) {
            tree.list(version.path()).stream()
                    .filter(entry -> entry.name().equals("vmlinuz") && entry.isFile())
                    .forEach(kernels::add);
        }
        return kernels;
    }

    private static Optional<TreeEntry> initramfs(CommitTree tree, String directory) throws InterruptedException {
        return tree.list(directory).stream()
                .filter(entry -> entry.name().equals("initramfs.img") && entry.isFile())
                .findFirst();
    }

    private static List<String> missing(CommitTree tree) throws InterruptedException {
        List<String> missing = new java.util.ArrayList<>();
        boolean hasInit = false;
        for (String init : INITS) {
            hasInit |= tree.find(init)
                    .filter(file -> file.isFile() && file.size() > 0)
                    .isPresent();
        }
        if (!hasInit) {
            missing.add("neither " + String.join(" nor ", INITS) + " leads to a program");
        }
        if (tree.find("/usr/etc").isEmpty()) {
            missing.add("there is no /usr/etc");
        }
        if (tree.find("/usr/lib/os-release").isEmpty()
                && tree.find("/usr/etc/os-release").isEmpty()) {
            missing.add("there is no /usr/lib/os-release");
        }
        return missing;
    }

    private static KeelsonException bad(String name, String faults) {
        return new KeelsonException(name + " would not boot: " + faults)
                .withHint("nothing was staged; the image has to be composed again");
    }

    /// What it takes in /boot.
    long bytes() {
        return kernel.size() + initramfs.size();
    }

    /// Whether the two have the same files, which libostree then keeps once.
    boolean sharesBootFiles(BootCheck other) {
        return kernel.checksum().equals(other.kernel.checksum())
                && initramfs.checksum().equals(other.initramfs.checksum());
    }
}
