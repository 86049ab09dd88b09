package io.keelson.ostree;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// A whiteout of overlayfs. Trees have no devices, so it travels as a file with a name of its own.
final class OverlayWhiteout {
    static final String PREFIX = ".ostree-wh.";

    private OverlayWhiteout() {}

    /// What the whiteout hides.
    static String hidden(String name) {
        return Names.checked(name.substring(PREFIX.length()));
    }

    static void write(Repository repo, Digest checksum, Path target, CheckoutOptions options) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !makeRoom(target, options)) {
            return;
        }
        FileHeader header;
        try (FileObject file = repo.readFile(checksum)) {
            header = file.header();
        }
        Posix.makeWhiteout(target);
        if (!options.userMode()) {
            Posix.lchown(target, header.uid(), header.gid());
            Plain.setXattrs(target, header.xattrs());
        }
        Posix.chmod(target, options.userMode() ? CheckoutFile.userMode(header) : header.mode());
    }

    /// Whether the whiteout is still to be written.
    private static boolean makeRoom(Path target, CheckoutOptions options) throws IOException {
        return switch (options.existing()) {
            case KEPT -> false;
            case REPLACED -> {
                Files.delete(target);
                yield true;
            }
            case IDENTICAL -> {
                // Nothing but a whiteout is a character device here.
                if (Inode.of(target).isWhiteout()) {
                    yield false;
                }
                throw new KeelsonException("mknod " + target + ": File exists");
            }
            case REFUSED -> throw new KeelsonException("mknod " + target + ": File exists");
        };
    }
}
