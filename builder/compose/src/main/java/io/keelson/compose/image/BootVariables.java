package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What grubenv says before the first start.
///
/// @param deployment the directory of the image
record BootVariables(Path deployment, Progress progress) {
    private static final Map<String, String> ON_TRIAL =
            Map.of("menu", "0", "boot_success", "0", "boot_counter", "3", "fallback_counter", "3");
    private static final Map<String, String> UNCOUNTED = Map.of("menu", "0");
    private static final String MENU_PROGRAM = "usr/libexec/keelson/boot-menu";

    /// The first deployment is on trial like every other one, if the host sets the counters back after a good start.
    SortedMap<String, String> with(Optional<Watchdog> watchdog) throws IOException {
        SortedMap<String, String> variables = new TreeMap<>(isCounted() ? ON_TRIAL : UNCOUNTED);
        if (watchdog.isPresent()) {
            expectDriver(watchdog.get());
            variables.put("watchdog", watchdog.get().word());
        }
        return variables;
    }

    private boolean isCounted() {
        boolean counted = Files.exists(deployment.resolve(MENU_PROGRAM));
        if (!counted) {
            progress.note(
                    "the image has no " + MENU_PROGRAM + ", so the disk's menu will never show another deployment;"
                            + " include treefiles/host/host.yaml in its treefile");
        }
        return counted;
    }

    /// Without it every start, good as it is, would end when the timer does.
    private void expectDriver(Watchdog watchdog) throws IOException {
        String module = watchdog.driver() + ".ko";
        try (Stream<Path> files = Files.walk(deployment.resolve("usr/lib/modules"))) {
            if (files.noneMatch(file -> file.toString().contains("/" + module))) {
                throw new KeelsonException(
                                "the kernel of this image has no " + module
                                        + ", so nothing would take over the watchdog that GRUB starts, and it would end each start")
                        .withHint("put a kernel with that driver into the image, such as linux-image-amd64, or leave"
                                + " out --grub-watchdog");
            }
        }
    }
}
