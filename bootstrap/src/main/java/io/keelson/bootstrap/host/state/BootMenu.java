package io.keelson.bootstrap.host.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The boot loader's menu and counters, as it will read them at the next start.
///
/// @param entries default first
/// @param success whether the default was confirmed
/// @param tries how often the default may still be started, or -1 when nothing counts
public record BootMenu(List<DeploymentId> entries, boolean success, int tries) {
    private static final String MARK = "# deployment ";

    /// Empty where there is no menu of ours, as on a disk that is still being made.
    public static Optional<BootMenu> read(HostPaths paths) {
        return SmallFiles.read(paths.at("boot/grub/grubenv")).flatMap(text -> {
            Map<String, String> values = values(text);
            String slot = values.getOrDefault("menu", "0");
            return SmallFiles.read(paths.at("boot/grub/menu." + (slot.equals("1") ? "1" : "0")))
                    .map(menu -> of(values, menu));
        });
    }

    private static BootMenu of(Map<String, String> values, String menu) {
        List<DeploymentId> entries = menu.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(MARK))
                .flatMap(
                        line -> DeploymentId.parse(line.substring(MARK.length()).strip()).stream())
                .toList();
        return new BootMenu(entries, !"0".equals(values.get("boot_success")), number(values.get("boot_counter")));
    }

    private static Map<String, String> values(String grubenv) {
        Map<String, String> values = new HashMap<>();
        for (String line : grubenv.lines().filter(line -> !line.startsWith("#")).toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }

    private static int number(@org.jspecify.annotations.Nullable String text) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    }
}
