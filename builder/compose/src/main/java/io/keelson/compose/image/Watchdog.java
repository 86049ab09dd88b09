package io.keelson.compose.image;

import java.util.Locale;

/// A timer that GRUB starts and that restarts the machine unless the kernel's driver takes it over: it ends a start
/// that hangs before anything else could.
public enum Watchdog {
    /// The TCO timer of Intel's ICH9, of QEMU's q35 and of chipsets like them, at the ports that firmware gives it by
    /// custom. GRUB cannot tell whether it is there: on another machine these ports may be anything.
    ICH9("iTCO_wdt");

    private final String driver;

    Watchdog(String driver) {
        this.driver = driver;
    }

    /// The kernel module that takes the timer over.
    String driver() {
        return driver;
    }

    /// As it stands in grubenv.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
