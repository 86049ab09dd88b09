package io.keelson.compose.image;

import io.keelson.compose.disk.Gpt;
import io.keelson.compose.disk.Partition;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One making of a disk, in a directory of its own.
final class DiskBuild {
    /// So that every failure before the health check ends in a restart, and none waits for a person.
    private static final List<String> UNATTENDED = List.of(
            "panic=5",
            "rd.shell=0",
            "rd.emergency=reboot",
            "rd.timeout=60",
            "rd.retry=60",
            "systemd.crash_reboot=1",
            "systemd.gpt_auto=0",
            "console=tty0",
            "console=ttyS0");

    private final DiskRequest request;
    private final DiskIdentity identity;
    private final Path directory;
    private final Programs programs;
    private final Programs namespaced;
    private final Progress progress;

    DiskBuild(DiskRequest request, DiskIdentity identity, Workspace work, Progress progress) {
        this.request = request;
        this.identity = identity;
        this.directory = work.directory();
        this.progress = progress;
        Map<String, String> environment = new LinkedHashMap<>(SysrootImage.environment(identity.time()));
        environment.put("SOURCE_DATE_EPOCH", String.valueOf(identity.time()));
        this.programs = new Programs(work, false, environment);
        this.namespaced = new Programs(work, true, environment);
    }

    /// Makes `disk`, which does not exist.
    void run(Path disk) throws IOException {
        Path root = Files.createDirectory(directory.resolve("sysroot"));
        Sysroot sysroot = new Sysroot(root, request.image().os(), namespaced);
        BootEntry entry = deploy(sysroot);
        Grub grub = new Grub(directory, programs, namespaced, identity);
        String name = Path.of(sysroot.deployment()).getFileName().toString();
        BootVariables variables = new BootVariables(sysroot.deploymentDirectory(), progress);
        grub.fill(root.resolve("boot"), request.image().os() + "/" + name, entry, variables.with(request.watchdog()));
        firstBoot(sysroot);
        try (Progress.Task task = progress.begin("write the disk")) {
            Path boot = directory.resolve("boot");
            namespaced.run("mv", root.resolve("boot").toString(), boot.toString());
            namespaced.run("mkdir", root.resolve("boot").toString());
            long bytes = request.image()
                    .bytes()
                    .orElseGet(() -> SysrootImage.roomy(sysroot.size()) + DiskLayout.overhead(request.bootBytes()));
            write(disk, DiskLayout.of(bytes, request.bootBytes(), identity), sysroot, boot, grub);
            task.detail((bytes >> 20) + " MiB");
        }
    }

    private BootEntry deploy(Sysroot sysroot) throws IOException {
        ImageRequest image = request.image();
        try (Progress.Task task = progress.begin("deploy " + image.ref())) {
            sysroot.init();
            request.remote().ifPresent(remote -> sysroot.addRemote(remote.name(), remote.url()));
            String refspec = refspec();
            sysroot.pull(image.repo().toAbsolutePath(), refspec, identity.commit());
            List<String> arguments = new ArrayList<>(List.of("root=UUID=" + identity.uuid("root"), "rw"));
            if (request.filesystem() != RootFilesystem.EXT4) {
                // The initramfs need not look, and says what is missing when it is.
                arguments.add("rootfstype=" + request.filesystem());
            }
            arguments.addAll(UNATTENDED);
            arguments.addAll(image.kernelArguments());
            BootEntry entry = sysroot.deploy(refspec, arguments);
            KernelModules.of(sysroot.deploymentDirectory()).expect(request.filesystem());
            task.detail("commit " + identity.commit());
            return entry;
        }
    }

    /// What the host follows: the ref, as the remote has it. A commit alone can be followed by nobody.
    private String refspec() {
        String ref = request.image().ref();
        return ref.equals(identity.commit())
                ? ref
                : request.remote().map(remote -> remote.name() + ":" + ref).orElse(ref);
    }

    private void firstBoot(Sysroot sysroot) throws IOException {
        Path deployment = sysroot.deploymentDirectory();
        Path var = sysroot.root()
                .resolve("ostree/deploy")
                .resolve(request.image().os())
                .resolve("var");
        FirstBoot first = new FirstBoot(deployment, var, namespaced, directory, identity.time());
        first.mountBoot(identity.uuid("boot"));
        first.grow();
        if (request.hostname().isPresent()) {
            first.hostname(request.hostname().get());
        }
        first.accounts(request.accounts());
    }

    private void write(Path disk, DiskLayout layout, Sysroot sysroot, Path boot, Grub grub) throws IOException {
        Path script = directory.resolve("debugfs-commands");
        Ext4 bootFs = Ext4.boot(directory.resolve("boot.part"), identity.uuid("boot"), identity.time());
        bootFs.fill(namespaced, boot, DiskLayout.size(layout.boot()));
        bootFs.settle(programs, script);
        Path rootFs = root(sysroot, DiskLayout.size(layout.root()), script);
        Path esp = grub.esp(DiskLayout.size(layout.esp()));
        List<Partition> partitions = List.of(layout.bios(), layout.esp(), layout.boot(), layout.root());
        try (FileChannel file = FileChannel.open(disk, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new Gpt(identity.uuid("disk"), layout.bytes() / Partition.SECTOR, partitions).write(file);
            grub.bios().write(file, layout.bios());
            SparseCopy.into(file, layout.esp().offset(), esp);
            SparseCopy.into(file, layout.boot().offset(), bootFs.image());
            SparseCopy.into(file, layout.root().offset(), rootFs);
            file.force(true);
        }
    }

    private Path root(Sysroot sysroot, long bytes, Path script) throws IOException {
        Path image = directory.resolve("root.part");
        UUID uuid = identity.uuid("root");
        switch (request.filesystem()) {
            case EXT4 -> {
                Ext4 ext4 = Ext4.root(image, uuid, identity.time());
                ext4.fill(namespaced, sysroot.root(), bytes);
                ext4.settle(programs, sysroot.deployment(), script);
            }
            case XFS ->
                new Xfs(image, uuid, identity.time()).fill(namespaced, sysroot.root(), sysroot.deployment(), bytes);
        }
        return image;
    }
}
