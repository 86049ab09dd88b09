package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.posix.Posix;
import io.keelson.ostree.posix.PosixException;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/// Writes one file of a checkout, as a hard link where that gives the same file.
record CheckoutFile(Repository repo, CheckoutOptions options, AtomicLong temporaries) {
    private static final int SETUID_SETGID = 06000;
    private static final int EXDEV = 18;
    private static final int EMLINK = 31;
    private static final int EPERM = 1;

    CheckoutFile(Repository repo, CheckoutOptions options) {
        this(repo, options, new AtomicLong());
    }

    void write(Digest checksum, Path target) throws IOException {
        boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (!exists) {
            create(checksum, target);
            return;
        }
        switch (options.existing()) {
            case KEPT -> {}
            case REFUSED -> throw exists(target);
            case REPLACED -> replace(checksum, target);
            case IDENTICAL -> expectIdentical(checksum, target);
        }
    }

    private static KeelsonException exists(Path target) {
        return new KeelsonException("Hardlinking or copying to " + target + ": File exists");
    }

    private void replace(Digest checksum, Path target) throws IOException {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new KeelsonException("rename to " + target + ": Is a directory");
        }
        Path directory = requireNonNull(target.getParent());
        Path temp =
                directory.resolve(".ostree-tmp-" + ProcessHandle.current().pid() + "-" + temporaries.incrementAndGet());
        try {
            create(checksum, temp);
            Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    /// Files are equal when content and mode are; owners and attributes count only outside of user mode.
    private void expectIdentical(Digest checksum, Path target) throws IOException {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(target);
        }
        try (FileObject wanted = repo.readFile(checksum);
                FileObject present = new BareContent(options.userMode()).open(target)) {
            FileHeader a = wanted.header();
            FileHeader b = present.header();
            boolean headers = options.userMode() ? a.symlink().equals(b.symlink()) && mode(a) == b.mode() : a.equals(b);
            if (!headers || !Streams.equal(wanted.content(), present.content())) {
                throw exists(target);
            }
        }
    }

    private void create(Digest checksum, Path target) throws IOException {
        if (options.links() == CheckoutOptions.Links.NEVER || isEmpty(checksum) || !link(checksum, target)) {
            copy(checksum, target);
        }
    }

    /// Empty files are never linked: there are so many that the file system's limit would be met.
    private boolean isEmpty(Digest checksum) throws IOException {
        try (FileObject file = repo.readFile(checksum)) {
            return !file.header().isSymlink() && file.size() == 0;
        }
    }

    /// Whether a hard link was possible.
    private boolean link(Digest checksum, Path target) throws IOException {
        boolean required = options.links() == CheckoutOptions.Links.REQUIRED;
        Path object = repo.place(new ObjectName(ObjectType.FILE, checksum));
        if (!linkable(checksum)) {
            return refused(required, "Unable to hardlink in this mode of repository and checkout: " + object);
        }
        try {
            Posix.link(object, target);
            return true;
        } catch (PosixException e) {
            if (e.errno() != EXDEV && e.errno() != EMLINK && e.errno() != EPERM) {
                throw e;
            }
            return refused(required, String.valueOf(e.getMessage()));
        }
    }

    private static boolean refused(boolean required, String message) {
        if (required) {
            throw new KeelsonException(message);
        }
        return false;
    }

    private boolean linkable(Digest checksum) throws IOException {
        if (!repo.hasOwn(new ObjectName(ObjectType.FILE, checksum))) {
            return false;
        }
        return switch (repo.mode()) {
            case BARE -> !options.userMode();
            case BARE_USER_ONLY -> true;
            case BARE_USER -> options.userMode() && !isSymlink(checksum);
            case ARCHIVE, BARE_SPLIT_XATTRS -> false;
        };
    }

    private boolean isSymlink(Digest checksum) throws IOException {
        try (FileObject file = repo.readFile(checksum)) {
            return file.header().isSymlink();
        }
    }

    private void copy(Digest checksum, Path target) throws IOException {
        try (FileObject file = repo.readFile(checksum)) {
            FileHeader header = file.header();
            Plain.create(target, header, file.content(), file.size());
            if (!options.userMode() && repo.mode() != Mode.BARE_USER_ONLY) {
                Posix.lchown(target, header.uid(), header.gid());
                Plain.setXattrs(target, header.xattrs());
            }
            if (!header.isSymlink()) {
                Posix.chmod(target, mode(header));
            }
            if (!header.isSymlink() && !options.userMode()) {
                Posix.setTimes(target, 0);
            }
        }
    }

    private int mode(FileHeader header) {
        return options.userMode() && !header.isSymlink() ? header.mode() & ~SETUID_SETGID : header.mode();
    }
}
