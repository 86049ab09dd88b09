package io.keelson.compose.disk;

import java.util.UUID;

/// What a partition is for, by the type that firmware, loaders and systemd know it by.
public enum PartitionType {
    /// Where GRUB for BIOS lies, as it is.
    BIOS_BOOT("21686148-6449-6e6f-744e-656564454649"),
    /// The EFI system partition.
    EFI_SYSTEM("c12a7328-f81f-11d2-ba4b-00a0c93ec93b"),
    /// `/boot`: menus, kernels and initramfs images.
    EXTENDED_BOOT("bc13c2ff-59e6-4262-a352-b275fd6f7172"),
    /// The root file system of x86-64.
    ROOT_X86_64("4f68bce3-e8cd-4db1-96e7-fbcaf984b709");

    private final UUID guid;

    PartitionType(String guid) {
        this.guid = UUID.fromString(guid);
    }

    /// The type as GPT has it.
    public UUID guid() {
        return guid;
    }
}
