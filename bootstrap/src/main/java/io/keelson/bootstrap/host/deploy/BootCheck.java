package io.keelson.bootstrap.host.deploy;

import io.keelson.release.KeelsonException;
import java.util.ArrayList;
import java.util.List;

/// Whether a commit has what a machine needs to start, before any boot loader hears of it.
final class BootCheck {
    private static final List<String> INITS = List.of("/usr/lib/systemd/systemd", "/sbin/init");

    private BootCheck() {}

    /// Looks at `tree`.
    ///
    /// @param name of the commit, for messages
    /// @return what /boot will get
    /// @throws KeelsonException with all that is missing or wrong
    static BootFiles of(CommitTree tree, String name) {
        BootFiles files = BootFiles.of(tree, name);
        List<String> faults = new ArrayList<>();
        TreeEntry kernel = files.kernel();
        KernelImage.fault(tree.head(kernel, KernelImage.HEAD), kernel.size())
                .ifPresent(fault -> faults.add(kernel.path() + " " + fault));
        TreeEntry initramfs = files.initramfs();
        InitramfsImage.fault(tree.head(initramfs, InitramfsImage.HEAD), initramfs.size())
                .ifPresent(fault -> faults.add(initramfs.path() + " " + fault));
        faults.addAll(missing(tree));
        if (!faults.isEmpty()) {
            throw BootFiles.bad(name, String.join("; ", faults));
        }
        return files;
    }

    private static List<String> missing(CommitTree tree) {
        List<String> missing = new ArrayList<>();
        if (!hasInit(tree)) {
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

    private static boolean hasInit(CommitTree tree) {
        for (String init : INITS) {
            if (tree.find(init).filter(file -> file.isFile() && file.size() > 0).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
