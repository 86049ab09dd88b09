package io.keelson.compose.image;

import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes a root file system image of a commit: sysroot, deployment, file system.
///
/// Identity and layout follow from the commit. With SOURCE_DATE_EPOCH set the file system's own times
/// do too; the change times of its files are those of the build.
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
        }
    }

    private BootableImage build(Workspace work, Path disk) throws IOException {
        Programs namespaced = new Programs(work, true, environment());
        String commit = namespaced
                .run("ostree", "rev-parse", "--repo=" + request.repo().toAbsolutePath(), request.ref())
                .strip();
        Ext4 ext4 = new Ext4(disk, Ext4.uuidFor(commit));
        Sysroot sysroot =
                new Sysroot(Files.createDirectory(work.directory().resolve("sysroot")), request.os(), namespaced);
        BootEntry entry = deploy(sysroot, commit, ext4.uuid());
        try (Progress.Task task = progress.begin("write the file system")) {
            long bytes = request.bytes().orElseGet(() -> roomy(sysroot.size()));
            task.detail((bytes >> 20) + " MiB");
            ext4.fill(namespaced, sysroot.root(), bytes);
            ext4.makeImmutable(new Programs(work, false, environment()), sysroot.deployment());
        }
        return take(sysroot, entry, commit, disk);
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

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw KeelsonException.usage("the directory of " + file + " does not exist");
        }
        return parent;
    }

    /// A quarter more than the content and room for an upgrade, rounded so that small differences between
    /// the builders' own file systems do not show.
    private static long roomy(long content) {
        return (content / 4 * 5 + SPARE + STEP - 1) / STEP * STEP;
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        // The file system's immutable flag is set in the image; here it would only hinder the cleaning up.
        environment.put("OSTREE_SYSROOT_DEBUG", "mutable-deployments");
        String epoch = System.getenv("SOURCE_DATE_EPOCH");
        if (epoch != null) {
            environment.put("E2FSPROGS_FAKE_TIME", epoch);
        }
        return environment;
    }
}
