package io.keelson.ostree;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is changed on the way from a source into a commit. Applied in this order: owner, modes,
/// read-only executables, canonical permissions.
///
/// @param uid owner of everything, or null to keep it
/// @param gid group of everything, or null to keep it
/// @param withoutXattrs whether extended attributes are dropped
/// @param canonical whether everything belongs to root, without attributes and with modes like 0755
/// @param readOnlyExecutables whether nobody may write executables
/// @param modes changes of modes by absolute path
/// @param skipped absolute paths that are left out, with what is below
public record CommitFilter(
        @Nullable Integer uid,
        @Nullable Integer gid,
        boolean withoutXattrs,
        boolean canonical,
        boolean readOnlyExecutables,
        Map<String, ModeChange> modes,
        Set<String> skipped) {
    /// Changes nothing.
    public static final CommitFilter NONE = new CommitFilter(null, null, false, false, false, Map.of(), Set.of());

    private static final int ALL_EXECUTE = 0111;
    private static final int ALL_WRITE = 0222;

    /// A change of a mode.
    ///
    /// @param replace whether `bits` replace the permissions, or are added to them
    public record ModeChange(boolean replace, int bits) {
        int apply(int mode) {
            return replace ? (mode & FileModes.TYPE) | bits : mode | bits;
        }
    }

    boolean isIdentity() {
        return uid == null
                && gid == null
                && !withoutXattrs
                && !canonical
                && !readOnlyExecutables
                && modes.isEmpty()
                && skipped.isEmpty();
    }

    boolean dropsXattrs() {
        return withoutXattrs || canonical;
    }

    CommitFilter canonicalized() {
        return new CommitFilter(uid, gid, withoutXattrs, true, readOnlyExecutables, modes, skipped);
    }

    FileHeader apply(String path, FileHeader header) {
        int mode = mode(path, header.mode());
        return new FileHeader(
                owner(uid, header.uid()), owner(gid, header.gid()), mode, header.symlink(), kept(header.xattrs()));
    }

    DirMeta apply(String path, DirMeta meta) {
        int mode = mode(path, meta.mode());
        return new DirMeta(owner(uid, meta.uid()), owner(gid, meta.gid()), mode, kept(meta.xattrs()));
    }

    private int owner(@Nullable Integer wanted, int present) {
        return canonical ? 0 : wanted != null ? wanted : present;
    }

    private Xattrs kept(Xattrs xattrs) {
        return dropsXattrs() ? Xattrs.EMPTY : xattrs;
    }

    private int mode(String path, int mode) {
        ModeChange change = modes.get(path);
        int changed = change == null ? mode : change.apply(mode);
        if (FileModes.is(changed, FileModes.SYMLINK)) {
            return changed;
        }
        if (readOnlyExecutables && FileModes.is(changed, FileModes.REGULAR) && (changed & ALL_EXECUTE) != 0) {
            changed &= ~ALL_WRITE;
        }
        return canonical ? changed & (FileModes.TYPE | 0755) : changed;
    }

    /// Keeps book of which paths of a filter were met, so that those which were not can be named.
    static final class Met {
        private final Set<String> modes;
        private final Set<String> skipped;

        Met(CommitFilter filter) {
            modes = new HashSet<>(filter.modes.keySet());
            skipped = new HashSet<>(filter.skipped);
        }

        void path(String path) {
            modes.remove(path);
        }

        void skipped(String path) {
            skipped.remove(path);
        }

        Set<String> unmetModes() {
            return modes;
        }

        Set<String> unmetSkips() {
            return skipped;
        }
    }
}
