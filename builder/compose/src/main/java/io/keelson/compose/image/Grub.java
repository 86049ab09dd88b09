package io.keelson.compose.image;

import io.keelson.compose.disk.BiosLoader;
import io.keelson.compose.disk.GrubEnvironment;
import io.keelson.compose.disk.GrubFiles;
import io.keelson.compose.disk.GrubMenu;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// GRUB of this machine, made into what a disk starts from.
///
/// @param directory for files on their way
/// @param programs run as the user who makes the disk, `namespaced` with the owners of the image
record Grub(Path directory, Programs programs, Programs namespaced, DiskIdentity identity) {
    private static final Path MODULES = Path.of("/usr/lib/grub");

    /// Fills `/boot`.
    ///
    /// @param variables of grubenv
    void fill(Path boot, String deployment, BootEntry entry, SortedMap<String, String> variables) throws IOException {
        Path grub = boot.resolve("grub");
        namespaced.run("mkdir", grub.toString());
        install(utf8(GrubFiles.configuration()), grub.resolve("grub.cfg"));
        install(GrubEnvironment.encode(variables), grub.resolve("grubenv"));
        String menu = GrubMenu.text(List.of(
                new GrubMenu.Entry(deployment, entry.title(), entry.kernel(), entry.initramfs(), entry.options())));
        install(utf8(menu), grub.resolve("menu.0"));
        install(utf8(sums(boot, entry)), grub.resolve("sums.0.0"));
    }

    /// What GRUB compares before it starts a deployment.
    private static String sums(Path boot, BootEntry entry) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String file : List.of(entry.kernel(), entry.initramfs())) {
            lines.append(Digest.of(boot.resolve(file.substring(1))).hex())
                    .append("  ")
                    .append(file)
                    .append('\n');
        }
        return lines.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void install(byte[] content, Path target) throws IOException {
        Path file = Files.write(directory.resolve("file"), content);
        namespaced.run("install", "-m", "644", file.toString(), target.toString());
    }

    /// What a BIOS starts.
    BiosLoader bios() throws IOException {
        Path core = image("i386-pc", "grub-pc-bin", GrubFiles.biosModules());
        return new BiosLoader(Files.readAllBytes(MODULES.resolve("i386-pc/boot.img")), Files.readAllBytes(core));
    }

    /// An EFI system partition with GRUB where firmware looks without being told. Never written to again.
    Path esp(long bytes) throws IOException {
        Path file = directory.resolve("esp.part");
        String size = String.valueOf(bytes >> 10);
        programs.run("mkfs.vfat", "--invariant", "-C", "-n", "ESP", "-i", identity.serial(), file.toString(), size);
        Path efi = image("x86_64-efi", "grub-efi-amd64-bin", GrubFiles.efiModules());
        programs.run("mmd", "-i", file.toString(), "::EFI", "::EFI/BOOT");
        programs.run("mcopy", "-i", file.toString(), efi.toString(), "::EFI/BOOT/BOOTX64.EFI");
        return file;
    }

    private Path image(String platform, String debianPackage, List<String> modules) throws IOException {
        if (!Files.isDirectory(MODULES.resolve(platform))) {
            throw new KeelsonException("GRUB for " + platform + " is not installed")
                    .withHint("apt install " + debianPackage);
        }
        Path early = Files.writeString(
                directory.resolve("early.cfg"),
                GrubFiles.early(identity.uuid("boot").toString()));
        Path out = directory.resolve("grub-" + platform);
        List<String> command = new ArrayList<>(List.of("grub-mkimage", "-O", platform, "-p", "/grub"));
        command.addAll(List.of("-c", early.toString(), "-o", out.toString()));
        command.addAll(modules);
        programs.run(command.toArray(String[]::new));
        return out;
    }
}
