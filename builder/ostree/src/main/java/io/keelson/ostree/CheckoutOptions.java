package io.keelson.ostree;

import java.util.Set;

/// How a tree is checked out.
///
/// @param userMode whether owners and attributes are left alone, and setuid bits dropped
/// @param links whether files may be hard links into the repository
/// @param existing what happens with files that are already there
/// @param subpath the part of the tree that is wanted, absolute
/// @param skipped absolute paths that are left out, with what is below
/// @param whiteouts whether `.wh.NAME` removes NAME, and `.wh..wh..opq` everything that was there
/// @param plainDirectories whether modes of directories are limited to 0775
/// @param fsync whether to wait for the disk
/// @param passthroughWhiteouts whether `.ostree-wh.NAME` becomes the device NAME that overlayfs takes for a whiteout
/// @param uncompressedCache whether a checkout of an archive in user mode links to unpacked files, which
///     stay in the repository
public record CheckoutOptions(
        boolean userMode,
        Links links,
        Existing existing,
        String subpath,
        Set<String> skipped,
        boolean whiteouts,
        boolean plainDirectories,
        boolean fsync,
        boolean passthroughWhiteouts,
        boolean uncompressedCache) {
    /// Everything, as it is, to a place where nothing is.
    public static final CheckoutOptions DEFAULT = new CheckoutOptions(
            false, Links.ALLOWED, Existing.REFUSED, "/", Set.of(), false, false, false, false, false);

    /// Without overlayfs's whiteouts and without unpacked files that stay.
    public CheckoutOptions(
            boolean userMode,
            Links links,
            Existing existing,
            String subpath,
            Set<String> skipped,
            boolean whiteouts,
            boolean plainDirectories,
            boolean fsync) {
        this(userMode, links, existing, subpath, skipped, whiteouts, plainDirectories, fsync, false, false);
    }

    /// What follows from the mode of the repository: where there are no owners, none can be restored.
    CheckoutOptions in(Mode mode) {
        return mode != Mode.BARE_USER_ONLY
                ? this
                : new CheckoutOptions(
                        true,
                        links,
                        existing,
                        subpath,
                        skipped,
                        whiteouts,
                        true,
                        fsync,
                        passthroughWhiteouts,
                        uncompressedCache);
    }

    /// Whether files may be hard links into the repository.
    public enum Links {
        /// Where the mode of the repository allows it.
        ALLOWED,
        /// A file that cannot be one is an error.
        REQUIRED,
        /// Never.
        NEVER
    }

    /// What happens with what is already there.
    public enum Existing {
        /// Even the directory itself must not exist.
        REFUSED,
        /// Files are replaced, directories kept.
        REPLACED,
        /// Files and directories are kept.
        KEPT,
        /// Files must be equal, directories are kept.
        IDENTICAL
    }
}
