package io.keelson.compose.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    /// Writes a raw disk in this format.
    void convert(Programs programs, Path raw, Path target) {
        List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-f", "raw", "-O", qemu));
        if (!options.isEmpty()) {
            command.addAll(List.of("-o", options));
        }
        command.addAll(List.of(raw.toString(), target.toString()));
        programs.run(command.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return text;
    }
}
