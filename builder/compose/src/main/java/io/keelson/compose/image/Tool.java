package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/// Finds programs. The sbin directories are searched too, since an ordinary user's PATH lacks them.
final class Tool {
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("cp", "coreutils"),
            Map.entry("debugfs", "e2fsprogs"),
            Map.entry("du", "coreutils"),
            Map.entry("find", "findutils"),
            Map.entry("grub-mkimage", "grub-common"),
            Map.entry("install", "coreutils"),
            Map.entry("ln", "coreutils"),
            Map.entry("mcopy", "mtools"),
            Map.entry("mkdir", "coreutils"),
            Map.entry("mke2fs", "e2fsprogs"),
            Map.entry("mkfs.vfat", "dosfstools"),
            Map.entry("mmd", "mtools"),
            Map.entry("mv", "coreutils"),
            Map.entry("ostree", "ostree"),
            Map.entry("qemu-img", "qemu-utils"),
            Map.entry("qemu-system-x86_64", "qemu-system-x86"),
            Map.entry("setpriv", "util-linux"),
            Map.entry("tar", "tar"),
            Map.entry("unshare", "util-linux"));

    private Tool() {}

    /// The absolute path of `name`.
    ///
    /// @throws KeelsonException when it is not installed, with the Debian package that has it
    static String locate(String name) {
        return directories()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> missing(name));
    }

    private static Stream<Path> directories() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
                .filter(directory -> directory.startsWith("/"))
                .map(Path::of);
    }

    private static KeelsonException missing(String name) {
        return new KeelsonException("the program " + name + " is not installed")
                .withHint("apt install " + PACKAGES.getOrDefault(name, name));
    }
}
