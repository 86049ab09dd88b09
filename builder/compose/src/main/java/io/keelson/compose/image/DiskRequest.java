package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import java.util.List;
import java.util.Optional;

/// A disk to make.
///
/// @param image the commit, the stateroot, kernel arguments, and the size of the whole disk
/// @param filesystem of the root; that of the boot loader is always ext4, as GRUB reads and writes it
/// @param bootBytes size of the boot file system: room for the kernel and initramfs of three deployments
/// @param remote where the host takes upgrades from
/// @param hostname for the first boot
/// @param accounts who may log in from the first boot on
/// @param watchdog that GRUB starts
public record DiskRequest(
        ImageRequest image,
        DiskFormat format,
        RootFilesystem filesystem,
        long bootBytes,
        Optional<Remote> remote,
        Optional<String> hostname,
        List<Account> accounts,
        Optional<Watchdog> watchdog) {
    /// For three kernels with an initramfs of a common size.
    public static final long DEFAULT_BOOT = 256L << 20;

    private static final long MEBIBYTE = 1L << 20;
    private static final long SMALLEST_BOOT = 32 * MEBIBYTE;

    /// A remote of the host's repository.
    public record Remote(String name, String url) {}

    public DiskRequest {
        accounts = List.copyOf(accounts);
        if (bootBytes < SMALLEST_BOOT || bootBytes % MEBIBYTE != 0) {
            throw KeelsonException.usage("the boot file system must have a whole number of mebibytes, at least 32M");
        }
        if (image.bytes().orElse(0) % MEBIBYTE != 0) {
            throw KeelsonException.usage("the disk must have a whole number of mebibytes");
        }
        image.bytes().ifPresent(bytes -> DiskLayout.expectRoom(bytes, bootBytes, filesystem));
        hostname.filter(name -> !name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?"))
                .ifPresent(name -> {
                    throw KeelsonException.usage("'" + name + "' cannot be the name of a host");
                });
        if (accounts.stream().map(Account::name).distinct().count() < accounts.size()) {
            throw KeelsonException.usage("a user is given twice");
        }
    }
}
