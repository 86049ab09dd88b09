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

/// What grubenv says before the first start.
///
/// @param deployment the directory of the image
record BootVariables(Path deployment, Progress progress) {
    private static final Map<String, String> ON_TRIAL =
            Map.of("menu", "0", "boot_success", "0", "boot_counter", "3", "fallback_counter", "3");
    private static final Map<String, String> UNCOUNTED = Map.of("menu", "0");
    private static final String MENU_PROGRAM = "usr/libexec/keelson/boot-menu";
    private static final String WITHOUT = "the image has no " + MENU_PROGRAM;
    private static final String INCLUDE = "include treefiles/host/host.yaml in its treefile";

    /// The first deployment is on trial like every other one, if the host sets the counters back after a good start.
    ///
    /// @throws KeelsonException when the image cannot live with `watchdog`
    SortedMap<String, String> with(Optional<Watchdog> watchdog) throws IOException {
        boolean counted = Files.exists(deployment.resolve(MENU_PROGRAM));
        SortedMap<String, String> variables = new TreeMap<>(counted ? ON_TRIAL : UNCOUNTED);
        if (watchdog.isPresent()) {
            expect(watchdog.get(), counted);
            variables.put("watchdog", watchdog.get().word());
        } else if (!counted) {
            progress.note("the disk's menu will never show another deployment: " + WITHOUT + "; " + INCLUDE);
        }
        return variables;
    }

    private void expect(Watchdog watchdog, boolean counted) throws IOException {
        if (!counted) {
            throw new KeelsonException("GRUB starts a watchdog only where starts are counted, and " + WITHOUT)
                    .withHint(INCLUDE + ", or leave out --grub-watchdog");
        }
        if (!KernelModules.of(deployment).has(watchdog.driver())) {
            throw new KeelsonException("the kernel of this image has no " + watchdog.driver()
                            + ", so nothing would take over the watchdog that GRUB starts, and it would end each start")
                    .withHint("put a kernel with that driver into the image, such as linux-image-amd64, or leave out"
                            + " --grub-watchdog");
        }
    }
}
