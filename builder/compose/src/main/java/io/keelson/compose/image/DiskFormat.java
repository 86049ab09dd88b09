package io.keelson.compose.image;

import io.keelson.compose.disk.Vhd;
import io.keelson.compose.disk.Vhdx;
import io.keelson.compose.disk.Vmdk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    /// Writes a raw disk in this format. The same disk and identity give the same bytes.
    void convert(Programs programs, Path raw, Path target, DiskIdentity identity) throws IOException {
        List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-f", "raw", "-O", qemu));
        if (!options.isEmpty()) {
            command.addAll(List.of("-o", options));
        }
        command.addAll(List.of(raw.toString(), target.toString()));
        programs.run(command.toArray(String[]::new));
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            settle(file, identity);
        }
    }

    /// Replaces what qemu-img makes up each time.
    private void settle(FileChannel file, DiskIdentity identity) throws IOException {
        switch (this) {
            case RAW, QCOW2 -> {}
            case VMDK -> Vmdk.settle(file, identity.uuid(text));
            case VHD -> Vhd.settle(file, identity.uuid(text), identity.time());
            case VHDX -> Vhdx.settle(file, identity.uuid(text));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
