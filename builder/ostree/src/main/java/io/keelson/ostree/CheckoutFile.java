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
record CheckoutFile(Repository repo, CheckoutOptions options, UncompressedCache cache, AtomicLong temporaries) {
    private static final int SETUID_SETGID = 06000;
    private static final int OWNER_READ = 0400;
    private static final int EXDEV = 18;
    private static final int EMLINK = 31;
    private static final int EPERM = 1;

    CheckoutFile(Repository repo, CheckoutOptions options) {
        this(repo, options, new UncompressedCache(repo), new AtomicLong());
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
        if (options.whiteouts()) {
            Durable.deleteTree(target);
        } else if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
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
        if (options.links() == CheckoutOptions.Links.NEVER) {
            copy(checksum, target);
            return;
        }
        FileHeader header;
        long size;
        try (FileObject file = repo.readFile(checksum)) {
            header = file.header();
            size = file.size();
        }
        if (isSpecial(header, size) || !link(checksum, header, target)) {
            copy(checksum, target);
        }
    }

    /// Empty files are never linked: there are so many that the file system's limit would be met. Nor is
    /// what its owner could not read.
    private boolean isSpecial(FileHeader header, long size) {
        return !header.isSymlink() && (size == 0 || (options.userMode() && (header.mode() & OWNER_READ) == 0));
    }

    /// Whether a hard link was possible, to an object here or in a parent repository.
    private boolean link(Digest checksum, FileHeader header, Path target) throws IOException {
        ObjectName name = new ObjectName(ObjectType.FILE, checksum);
        for (Repository at = repo; at != null; at = at.parent()) {
            boolean copiedLink = isUserMode(at) && header.isSymlink();
            expectLinkable(at, copiedLink);
            if (linkable(at) && !copiedLink && at.hasOwn(name) && link(at.place(name), target)) {
                return true;
            }
        }
        return isCached(header) && link(cache.get(checksum), target);
    }

    private static boolean isUserMode(Repository at) {
        return at.mode() == Mode.BARE_USER || at.mode() == Mode.BARE_USER_ONLY;
    }

    private boolean linkable(Repository at) {
        return isUserMode(at) ? options.userMode() : at.mode() == Mode.BARE && !options.userMode();
    }

    private void expectLinkable(Repository at, boolean copiedLink) {
        if (options.links() == CheckoutOptions.Links.REQUIRED && !linkable(at) && !copiedLink) {
            throw new KeelsonException(
                    isUserMode(at)
                            ? "User repository mode requires user checkout mode to hardlink"
                            : "Bare repository mode cannot hardlink in user checkout mode");
        }
    }

    private boolean isCached(FileHeader header) {
        return options.uncompressedCache() && options.userMode() && repo.mode() == Mode.ARCHIVE && !header.isSymlink();
    }

    private boolean link(Path object, Path target) throws IOException {
        try {
            Posix.link(object, target);
            return true;
        } catch (PosixException e) {
            boolean harmless = e.errno() == EXDEV || e.errno() == EMLINK || e.errno() == EPERM;
            if (!harmless || options.links() == CheckoutOptions.Links.REQUIRED) {
                throw e;
            }
            return false;
        }
    }

    private void copy(Digest checksum, Path target) throws IOException {
        try (FileObject file = repo.readFile(checksum)) {
            FileHeader header = file.header();
            Plain.create(target, header, file.content(), file.size());
            if (!options.userMode()) {
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
        return options.userMode() && !header.isSymlink() ? userMode(header) | OWNER_READ : header.mode();
    }

    /// In user mode nothing runs as somebody else.
    static int userMode(FileHeader header) {
        return header.mode() & ~SETUID_SETGID;
    }
}
