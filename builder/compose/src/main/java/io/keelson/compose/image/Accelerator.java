package io.keelson.compose.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What runs the guest's instructions.
public enum Accelerator {
    /// KVM where this machine lets us use it, else TCG.
    AUTO,
    /// The processor itself.
    KVM,
    /// QEMU's translator: works everywhere, an order of magnitude slower.
    TCG;

    /// KVM or TCG: what `AUTO` means on this machine.
    Accelerator resolve(Programs programs) {
        return this == AUTO ? (kvmWorks(programs) ? KVM : TCG) : this;
    }

    /// QEMU's arguments. Nehalem is the newest model (x86-64-v2) that TCG runs without loss of speed: with
    /// AVX the kernel chooses code that is slow to translate.
    List<String> arguments() {
        return this == KVM
                ? List.of("-accel", "kvm", "-cpu", "host")
                : List.of("-accel", "tcg,thread=multi", "-cpu", "Nehalem");
    }

    /// The device can be there, and open, where no virtual processor starts (nested virtualization), so a
    /// machine is made and left at once.
    private static boolean kvmWorks(Programs programs) {
        return Files.isWritable(Path.of("/dev/kvm"))
                && programs.succeeds(
                        "quit\n",
                        "qemu-system-x86_64",
                        "-accel",
                        "kvm",
                        "-cpu",
                        "host",
                        "-machine",
                        "q35",
                        "-S",
                        "-nodefaults",
                        "-display",
                        "none",
                        "-monitor",
                        "stdio");
    }
}
