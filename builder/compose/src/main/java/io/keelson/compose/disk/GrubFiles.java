package io.keelson.compose.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// GRUB's static files, which no upgrade changes, and the modules that they need.
public final class GrubFiles {
    private static final List<String> MODULES = List.of(
            "part_gpt",
            "ext2",
            "search",
            "search_fs_uuid",
            "normal",
            "configfile",
            "linux",
            "loadenv",
            "hashsum",
            "gcry_sha256",
            "memrw",
            "iorw",
            "test",
            "echo",
            "sleep",
            "reboot",
            "halt",
            "true",
            "minicmd",
            "ls",
            "cat",
            "serial",
            "terminal");

    private GrubFiles() {}

    /// The modules of the image for BIOS.
    public static List<String> biosModules() {
        return Stream.concat(Stream.of("biosdisk"), MODULES.stream()).toList();
    }

    /// The modules of the image for UEFI.
    public static List<String> efiModules() {
        return Stream.concat(Stream.of("fat", "efi_gop"), MODULES.stream()).toList();
    }

    /// `/grub/grub.cfg` of the boot file system: counts tries, chooses the deployment, reads the menu.
    public static String configuration() {
        return resource("grub.cfg");
    }

    /// What is built into GRUB: the way to the boot file system.
    ///
    /// @param uuid of the boot file system
    public static String early(String uuid) {
        return resource("early.cfg").replace("@BOOT@", uuid);
    }

    private static String resource(String name) {
        try (InputStream in = GrubFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
