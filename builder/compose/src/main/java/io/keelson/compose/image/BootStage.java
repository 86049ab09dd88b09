package io.keelson.compose.image;

/// How far a boot has come.
public enum BootStage {
    /// The machine is on; firmware runs.
    POWER_ON("the firmware"),
    /// The kernel has written to the console.
    KERNEL("the kernel"),
    /// The initramfs runs its units.
    INITRAMFS("the initramfs"),
    /// The real root's first process runs; units start.
    USERSPACE("user space"),
    /// Nothing is left to start.
    UP("the running system");

    private final String words;

    BootStage(String words) {
        this.words = words;
    }

    /// As a part of a sentence: "stopped in the initramfs".
    public String words() {
        return words;
    }
}
