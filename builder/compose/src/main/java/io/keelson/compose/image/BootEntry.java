package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What libostree wrote for the boot loader about one deployment (Boot Loader Specification, type 1).
///
/// @param title what a menu shows
/// @param kernel file of the kernel, as seen from the boot file system
/// @param initramfs file of the initramfs, likewise
/// @param options the whole kernel command line
record BootEntry(String title, String kernel, String initramfs, String options) {
    /// Reads the only entry under `sysroot`, which has one deployment.
    static BootEntry read(Path sysroot) throws IOException {
        Path directory = sysroot.resolve("boot/loader/entries");
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> entries =
                    files.filter(file -> file.toString().endsWith(".conf")).toList();
            if (entries.size() != 1) {
                throw new KeelsonException("expected one boot entry in " + directory + ", found " + entries);
            }
            return parse(
                    Files.readString(entries.getFirst()), entries.getFirst().toString());
        }
    }

    /// Takes the text of an entry.
    ///
    /// @param from where the text came from, for the message
    static BootEntry parse(String text, String from) {
        Map<String, String> keys = new HashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            String[] parts = line.split("\\s+", 2);
            if (parts.length == 2 && !line.startsWith("#")) {
                keys.put(parts[0], parts[1]);
            }
        }
        return new BootEntry(
                keys.getOrDefault("title", "ostree"),
                key(keys, "linux", from),
                key(keys, "initrd", from),
                key(keys, "options", from));
    }

    private static String key(Map<String, String> keys, String key, String from) {
        String value = keys.get(key);
        if (value == null) {
            throw new KeelsonException("the boot entry " + from + " has no " + key + " line")
                    .withHint("initrd: does the commit have usr/lib/modules/KVER/initramfs.img?");
        }
        return value;
    }
}
