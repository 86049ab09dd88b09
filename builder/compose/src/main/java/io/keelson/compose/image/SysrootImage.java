package io.keelson.compose.image;

import io.keelson.compose.sandbox.UserNamespace;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes a root file system image of a commit: sysroot, deployment, file system.
///
/// The bytes follow from the commit and the request: the file system's identity comes from the commit's
/// checksum, its times from SOURCE_DATE_EPOCH or else the commit's own time.
public final class SysrootImage {
    private static final long STEP = 256L << 20;
    private static final long SPARE = 768L << 20;

    private final ImageRequest request;
    private final Progress progress;

    public SysrootImage(ImageRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /// Builds the image as `output`, with `.vmlinuz`, `.initramfs` and `.cmdline` beside it. They appear
    /// when the whole work has succeeded.
    ///
    /// @param workdir existing directory with room for the unpacked commit; left as it was
    /// @throws KeelsonException when the ref does not exist, a program is missing or fails, or the image
    ///     is too small
    public BootableImage build(Path output, Path workdir) {
        Path target = output.toAbsolutePath();
        try (Workspace work = Workspace.create(workdir, false);
                Workspace staging = Workspace.create(parent(target), false)) {
            BootableImage staged = build(work, staging.directory().resolve("root"));
            return publish(staged, target);
        } catch (IOException e) {
            throw new KeelsonException("cannot make the image " + output + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelsonException("making the image " + output + " was interrupted", e);
        }
    }

    private BootableImage build(Workspace work, Path disk) throws IOException, InterruptedException {
        UserNamespace.check();
        SourceCommit commit = SourceCommit.find(
                new Programs(work, false, Map.of()), request.repo().toAbsolutePath(), request.ref());
        Ext4 ext4 = Ext4.root(disk, Ext4.uuidFor(commit.checksum()), commit.buildTime());
        Map<String, String> environment = environment(ext4.epoch());
        Programs namespaced = new Programs(work, true, environment);
        Path root = Files.createDirectory(work.directory().resolve("sysroot"));
        Sysroot sysroot = new Sysroot(root, request.os(), namespaced);
        BootEntry entry = deploy(sysroot, commit.checksum(), ext4.uuid());
        try (Progress.Task task = progress.begin("write the file system")) {
            long bytes = request.bytes().orElseGet(() -> roomy(sysroot.size()));
            ext4.fill(namespaced, root, bytes);
            Path script = work.directory().resolve("debugfs-commands");
            ext4.settle(new Programs(work, false, environment), sysroot.deployment(), script);
            task.detail((bytes >> 20) + " MiB");
        }
        return take(sysroot, entry, commit.checksum(), disk);
    }

    private BootEntry deploy(Sysroot sysroot, String commit, UUID uuid) throws IOException {
        try (Progress.Task task = progress.begin("deploy " + request.ref())) {
            sysroot.init();
            sysroot.pull(request.repo().toAbsolutePath(), request.ref(), commit);
            List<String> arguments = new ArrayList<>(List.of("root=UUID=" + uuid, "rw", "console=ttyS0"));
            arguments.addAll(request.kernelArguments());
            BootEntry entry = sysroot.deploy(request.ref(), arguments);
            task.detail("commit " + commit);
            return entry;
        }
    }

    private static BootableImage take(Sysroot sysroot, BootEntry entry, String commit, Path disk) throws IOException {
        BootableImage image = beside(disk, commit, entry.options());
        Files.copy(sysroot.bootFile(entry.kernel()), image.kernel());
        Files.copy(sysroot.bootFile(entry.initramfs()), image.initramfs());
        Files.writeString(commandLine(disk), entry.options() + "\n", StandardCharsets.UTF_8);
        return image;
    }

    private static BootableImage publish(BootableImage staged, Path output) throws IOException {
        BootableImage image = beside(output, staged.commit(), staged.kernelArguments());
        move(staged.kernel(), image.kernel());
        move(staged.initramfs(), image.initramfs());
        move(commandLine(staged.disk()), commandLine(output));
        move(staged.disk(), image.disk());
        return image;
    }

    private static BootableImage beside(Path disk, String commit, String options) {
        return new BootableImage(commit, disk, sibling(disk, ".vmlinuz"), sibling(disk, ".initramfs"), options);
    }

    private static Path commandLine(Path disk) {
        return sibling(disk, ".cmdline");
    }

    private static Path sibling(Path disk, String suffix) {
        return disk.resolveSibling(disk.getFileName() + suffix);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw KeelsonException.usage("the directory of " + file + " does not exist");
        }
        return parent;
    }

    /// A quarter more than the content and room for an upgrade, rounded so that small differences between
    /// the builders' own file systems do not show.
    static long roomy(long content) {
        return (content / 4 * 5 + SPARE + STEP - 1) / STEP * STEP;
    }

    static Map<String, String> environment(long epoch) {
        // The immutable flag is set in the image; here it would only hinder the cleaning up.
        return Map.of("OSTREE_SYSROOT_DEBUG", "mutable-deployments", "E2FSPROGS_FAKE_TIME", String.valueOf(epoch));
    }
}
