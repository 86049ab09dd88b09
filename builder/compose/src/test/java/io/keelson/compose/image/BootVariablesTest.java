package io.keelson.compose.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootVariablesTest {
    @TempDir
    private Path image;

    private void file(String name, String content) throws IOException {
        Path file = image.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void startsAreCountedWhereTheHostSetsTheCountersBack() throws IOException {
        BootVariables variables = new BootVariables(image, Progress.SILENT);
        assertThat(variables.with(Optional.empty())).containsExactly(entry("menu", "0"));
        file("usr/libexec/keelson/boot-menu", "#!/bin/sh\n");
        assertThat(variables.with(Optional.empty())).contains(entry("boot_counter", "3"), entry("boot_success", "0"));
    }

    @Test
    void aWatchdogNeedsItsDriverAndCountedStarts() throws IOException {
        BootVariables variables = new BootVariables(image, Progress.SILENT);
        file("usr/lib/modules/6.1/modules.dep", "kernel/drivers/watchdog/softdog.ko:\n");
        assertThatThrownBy(() -> variables.with(Optional.of(Watchdog.ICH9)))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("only where starts are counted");
        file("usr/libexec/keelson/boot-menu", "#!/bin/sh\n");
        assertThatThrownBy(() -> variables.with(Optional.of(Watchdog.ICH9)))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("has no iTCO_wdt");
        file("usr/lib/modules/6.1/modules.builtin", "kernel/drivers/watchdog/iTCO_wdt.ko\n");
        assertThat(variables.with(Optional.of(Watchdog.ICH9))).contains(entry("watchdog", "ich9"));
    }
}
