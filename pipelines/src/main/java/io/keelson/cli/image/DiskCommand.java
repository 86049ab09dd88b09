package io.keelson.cli.image;

import io.keelson.cli.progress.ProgressOptions;
import io.keelson.compose.image.Account;
import io.keelson.compose.image.DiskFormat;
import io.keelson.compose.image.DiskImage;
import io.keelson.compose.image.DiskRequest;
import io.keelson.compose.image.RootFilesystem;
import io.keelson.compose.image.Watchdog;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keelson image disk`: makes a disk of a commit that a PC starts from.
@Command(
        name = "disk",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Make a disk image that starts by BIOS and by UEFI.",
            "It has a partition table (GPT), GRUB, a boot file system with the menu of OSTree's deployments, and a root"
                    + " file system with REF deployed. At each boot the root file system takes what the disk has behind"
                    + " it. Needs no root."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:the image is there", "1:it could not be made", "2:wrong usage"})
public final class DiskCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ImageOptions image = new ImageOptions();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The image to make.")
    private Path output = Path.of("disk");

    @Option(
            names = "--format",
            paramLabel = "raw|qcow2|vmdk|vhd|vhdx",
            defaultValue = "raw",
            converter = Quantities.DiskFormatConverter.class,
            description = "Default: ${DEFAULT-VALUE}.")
    private DiskFormat format = DiskFormat.RAW;

    @Option(
            names = "--filesystem",
            paramLabel = "ext4|xfs",
            defaultValue = "ext4",
            converter = Quantities.RootFilesystemConverter.class,
            description = "Root file system; the one of the boot loader is always ext4. Default: ${DEFAULT-VALUE}.")
    private RootFilesystem filesystem = RootFilesystem.EXT4;

    @Option(
            names = "--boot-size",
            paramLabel = "SIZE",
            defaultValue = "256M",
            converter = Quantities.SizeConverter.class,
            description = "Size of the boot file system, which holds the kernels of up to three deployments."
                    + " Default: ${DEFAULT-VALUE}.")
    private Quantities.Size bootSize = Quantities.Size.parse("256M");

    @Option(names = "--remote", paramLabel = "NAME=URL", description = "Repository that the host takes upgrades from.")
    private @Nullable String remote;

    @Option(names = "--hostname", paramLabel = "NAME", description = "The host's name.")
    private @Nullable String hostname;

    @Option(
            names = "--ssh-key",
            paramLabel = "USER=FILE",
            description =
                    "Let USER log in with the public keys of FILE; may be repeated. A user other than root is made.")
    private Map<String, Path> keys = new LinkedHashMap<>();

    @Option(
            names = "--groups",
            paramLabel = "USER=GROUP,GROUP",
            description = "Groups of the image that a new user belongs to; may be repeated.")
    private Map<String, String> groups = new LinkedHashMap<>();

    @Option(
            names = "--grub-watchdog",
            paramLabel = "ich9",
            description =
                    "Let GRUB start the watchdog of the chipset before each start that is counted: the machine"
                            + " restarts when the kernel's driver has not taken it over within 90 s. ich9: Intel's TCO"
                            + " timer at its usual ports, as in QEMU's q35; harmful on machines that have something else there.")
    private @Nullable Watchdog watchdog;

    @Option(
            names = "--workdir",
            paramLabel = "DIR",
            description = "Existing directory for temporary files. Default: that of the output.")
    private @Nullable Path workdir;

    @Override
    public Integer call() {
        DiskRequest request = new DiskRequest(
                image.request(),
                format,
                filesystem,
                bootSize.bytes(),
                remote(),
                Optional.ofNullable(hostname),
                accounts(),
                Optional.ofNullable(watchdog));
        Path directory = Objects.requireNonNullElse(
                workdir, Objects.requireNonNullElse(output.toAbsolutePath().getParent(), Path.of("/var/tmp")));
        if (!Files.isDirectory(directory)) {
            throw KeelsonException.usage("the directory " + directory + " does not exist");
        }
        String commit =
                new DiskImage(request, ProgressOptions.of(Objects.requireNonNull(spec))).build(output, directory);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(output + ": commit " + commit + " of " + image.ref());
        out.flush();
        return 0;
    }

    private Optional<DiskRequest.Remote> remote() {
        if (remote == null) {
            return Optional.empty();
        }
        int equals = remote.indexOf('=');
        if (equals < 1) {
            throw KeelsonException.usage("--remote " + remote + " is not NAME=URL");
        }
        return Optional.of(new DiskRequest.Remote(remote.substring(0, equals), remote.substring(equals + 1)));
    }

    private List<Account> accounts() {
        groups.keySet().stream()
                .filter(user -> !keys.containsKey(user))
                .findFirst()
                .ifPresent(user -> {
                    throw KeelsonException.usage("--groups names " + user + ", who has no --ssh-key");
                });
        List<Account> accounts = new ArrayList<>();
        keys.forEach((user, file) -> accounts.add(new Account(user, lines(file), groupsOf(user))));
        return accounts;
    }

    private List<String> groupsOf(String user) {
        return groups.containsKey(user) ? List.of(groups.get(user).split(",")) : List.of();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw KeelsonException.usage("cannot read the keys in " + file + ": " + e);
        }
    }
}
