package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import java.util.List;

/// Owner, mode and attributes of a directory. The same layout serves `user.ostreemeta`.
///
/// @param mode permissions, and the type bits 040000
public record DirMeta(int uid, int gid, int mode, Xattrs xattrs) {
    static final VariantType TYPE = VariantType.of("(uuua(ayay))");

    /// @throws IllegalArgumentException when `mode` is not that of a directory
    public DirMeta {
        if ((mode & ~FileModes.PERMISSIONS) != FileModes.DIRECTORY) {
            throw new IllegalArgumentException(
                    String.format("Invalid directory metadata mode 0%o; not a directory", mode));
        }
    }

    /// A directory; only the permission bits of `mode` count.
    public static DirMeta of(int uid, int gid, int mode, Xattrs xattrs) {
        return new DirMeta(uid, gid, FileModes.DIRECTORY | (mode & FileModes.PERMISSIONS), xattrs);
    }

    /// The bytes of the object.
    public byte[] encode() {
        return variant(uid, gid, mode, xattrs).encode();
    }

    static Variant variant(int uid, int gid, int mode, Xattrs xattrs) {
        return Variant.tuple(Variant.swapped(uid), Variant.swapped(gid), Variant.swapped(mode), xattrs.toVariant());
    }

    /// Reads the bytes of an object.
    ///
    /// @throws IllegalArgumentException when they are malformed
    public static DirMeta decode(byte[] object) {
        List<Variant> members = Variant.decode(TYPE, object).children();
        return new DirMeta(
                members.get(0).asSwappedInt(),
                members.get(1).asSwappedInt(),
                members.get(2).asSwappedInt(),
                Xattrs.of(members.get(3)));
    }
}
