package io.keelson.bootstrap.host.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What libostree wrote for the boot loader about one deployment (Boot Loader Specification, type 1).
///
/// @param order the highest is libostree's first
/// @param kernel as seen from the boot file system, as is the initramfs
record BootEntry(int order, String kernel, String initramfs, String options) {
    static Optional<BootEntry> parse(String text) {
        Map<String, String> keys = new HashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            String[] parts = line.split("\\s+", 2);
            if (parts.length == 2 && !line.startsWith("#")) {
                keys.put(parts[0], parts[1]);
            }
        }
        String order = keys.getOrDefault("version", "");
        String options = keys.getOrDefault("options", "");
        return order.matches("[0-9]{1,9}") && options.contains("ostree=")
                ? Optional.of(new BootEntry(
                        Integer.parseInt(order),
                        keys.getOrDefault("linux", ""),
                        keys.getOrDefault("initrd", ""),
                        options))
                : Optional.empty();
    }

    /// The value of `ostree=`, a link to the deployment.
    String link() {
        return link(options).orElseThrow();
    }

    /// That of any kernel command line.
    static Optional<String> link(String commandLine) {
        return java.util.Arrays.stream(commandLine.strip().split("\\s+"))
                .filter(word -> word.startsWith("ostree="))
                .map(word -> word.substring("ostree=".length()))
                .findFirst();
    }

    /// The command line without what libostree adds.
    String arguments() {
        return options.replaceAll("(^|\\s+)ostree=\\S*", "").strip();
    }
}
