package io.keelson.compose.image;

import io.keelson.compose.sandbox.UserNamespace;
import io.keelson.release.KeelsonException;
import io.keelson.release.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// Makes a disk of a commit that a PC starts from, by BIOS or UEFI: GPT, GRUB, a boot file system with the
/// menu that libostree's entries say, and a root file system with one deployment.
///
/// No device, mount or root is needed. The bytes follow from the commit and the request, as those of
/// [SysrootImage] do.
public final class DiskImage {
    private final DiskRequest request;
    private final Progress progress;

    public DiskImage(DiskRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /// Makes the disk as `output`, which appears when the whole work has succeeded.
    ///
    /// @param workdir existing directory with room for the unpacked commit and its image; left as it was
    /// @return the checksum of the deployed commit
    /// @throws KeelsonException when the ref does not exist, a program is missing or fails, or the disk
    ///     is too small
    public String build(Path output, Path workdir) {
        Path target = output.toAbsolutePath();
        try (Workspace work = Workspace.create(workdir, false);
                Workspace staging = Workspace.create(SysrootImage.parent(target), false)) {
            UserNamespace.check();
            Path repo = request.image().repo().toAbsolutePath();
            SourceCommit commit = SourceCommit.find(
                    new Programs(work, false, Map.of()), repo, request.image().ref());
            Path disk = staging.directory().resolve("disk");
            DiskIdentity identity = new DiskIdentity(commit.checksum(), commit.buildTime());
            new DiskBuild(request, identity, work, progress).run(disk);
            Path converted = converted(new Programs(staging, false, Map.of()), disk, identity);
            Files.move(converted, target, StandardCopyOption.ATOMIC_MOVE);
            return commit.checksum();
        } catch (IOException e) {
            throw new KeelsonException("cannot make the disk " + output + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelsonException("making the disk " + output + " was interrupted", e);
        }
    }

    private Path converted(Programs programs, Path raw, DiskIdentity identity) throws IOException {
        if (request.format() == DiskFormat.RAW) {
            return raw;
        }
        try (Progress.Task _ = progress.begin("convert to " + request.format())) {
            Path converted = raw.resolveSibling("converted");
            request.format().convert(programs, raw, converted, identity);
            return converted;
        }
    }
}
