package io.keelson.compose.image;

/// How a disk is stored as a file.
public enum DiskFormat {
    /// The disk's bytes, sparse.
    RAW("raw", "raw", ""),
    /// QEMU, OpenStack.
    QCOW2("qcow2", "qcow2", ""),
    /// VMware: one file for import.
    VMDK("vmdk", "vmdk", "subformat=streamOptimized"),
    /// Hyper-V of the first generation, Azure: a fixed size in whole mebibytes.
    VHD("vhd", "vpc", "subformat=fixed,force_size"),
    /// Hyper-V.
    VHDX("vhdx", "vhdx", "");

    private final String text;
    private final String qemu;
    private final String options;

    DiskFormat(String text, String qemu, String options) {
        this.text = text;
        this.qemu = qemu;
        this.options = options;
    }

    /// What qemu-img calls it.
    String qemu() {
        return qemu;
    }

    /// For `qemu-img convert -o`; may be empty.
    String options() {
        return options;
    }

    @Override
    public String toString() {
        return text;
    }
}
