package io.keelson.compose.treefile;

/// Where the kernel and the initramfs are put.
public enum BootLocation implements Word {
    /// In `usr/lib/modules/KVER` and, with a checksum suffix, in `usr/lib/ostree-boot`.
    NEW("new"),
    /// Only in `usr/lib/modules/KVER`.
    MODULES("modules"),
    /// Left to the image's own `kernel-install`.
    KERNEL_INSTALL("kernel-install");

    private final String word;

    BootLocation(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
