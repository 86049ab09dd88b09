package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a file object says about a file besides its content.
///
/// @param mode permissions and the type bits: 0100000 for a regular file, 0120000 for a symbolic link
/// @param symlink the target of a symbolic link, empty for a regular file
public record FileHeader(int uid, int gid, int mode, String symlink, Xattrs xattrs) {
    /// More than any file system stores in attributes.
    static final int MAX_BYTES = 10 << 20;

    /// Of the header of a regular file without attributes: four numbers, an empty string, where it ends.
    private static final int PLAIN = 18;

    private static final VariantType TYPE = VariantType.of("(uuuusa(ayay))");
    private static final VariantType ARCHIVE_TYPE = VariantType.of("(tuuuusa(ayay))");

    /// @throws IllegalArgumentException when `mode` is that of something else, or the target does not fit it
    public FileHeader {
        boolean link = FileModes.is(mode, FileModes.SYMLINK);
        boolean known = link || FileModes.is(mode, FileModes.REGULAR);
        if (!known || (mode & ~(FileModes.TYPE | FileModes.PERMISSIONS)) != 0) {
            throw new IllegalArgumentException(String.format("invalid mode 0%o", mode));
        }
        if (link == symlink.isEmpty()) {
            throw new IllegalArgumentException(link ? "symbolic link without target" : "regular file with target");
        }
    }

    /// A regular file; only the permission bits of `mode` count.
    public static FileHeader regular(int uid, int gid, int mode, Xattrs xattrs) {
        return new FileHeader(uid, gid, FileModes.REGULAR | (mode & FileModes.PERMISSIONS), "", xattrs);
    }

    /// A symbolic link.
    public static FileHeader symlink(int uid, int gid, String target, Xattrs xattrs) {
        return new FileHeader(uid, gid, FileModes.SYMLINK | 0777, target, xattrs);
    }

    /// Whether this is a symbolic link and so has no content.
    public boolean isSymlink() {
        return !symlink.isEmpty();
    }

    /// A SHA-256 computation that has been given the header. Give it the content (nothing for a
    /// symbolic link), and its value is the checksum of the file object.
    public MessageDigest begin() {
        MessageDigest digest = Digest.sha256();
        digest.update(framed(
                isPlain()
                        ? plain(0)
                        : Variant.tuple(withoutSize().toArray(Variant[]::new)).encode()));
        return digest;
    }

    /// The checksum of the file object with this content.
    public Digest checksum(byte[] content) {
        MessageDigest digest = begin();
        digest.update(content);
        return Digest.of(digest);
    }

    /// What stands before the compressed content in an archive.
    ///
    /// @param size bytes of the content before compression, 0 for a symbolic link
    public byte[] archive(long size) {
        if (isPlain()) {
            byte[] bytes = plain(Long.BYTES);
            ByteBuffer.wrap(bytes).putLong(size);
            return framed(bytes);
        }
        List<Variant> members = new ArrayList<>(withoutSize());
        members.addFirst(Variant.swapped(size));
        return framed(new Variant.Tuple(members).encode());
    }

    /// Most files are plain: regular and without attributes. What stands in all of them at the same place is
    /// read and written without the detour of variants.
    private boolean isPlain() {
        return !isSymlink() && xattrs.isEmpty();
    }

    /// The header of a plain file.
    ///
    /// @param before how many bytes to leave free for the size
    private byte[] plain(int before) {
        byte[] bytes = new byte[before + PLAIN];
        ByteBuffer.wrap(bytes).position(before).putInt(uid).putInt(gid).putInt(mode);
        bytes[bytes.length - 1] = (byte) (bytes.length - 1);
        return bytes;
    }

    private List<Variant> withoutSize() {
        return List.of(
                Variant.swapped(uid),
                Variant.swapped(gid),
                Variant.swapped(mode),
                Variant.swapped(0),
                Variant.of(symlink),
                xattrs.toVariant());
    }

    private static byte[] framed(byte[] bytes) {
        return ByteBuffer.allocate(8 + bytes.length)
                .putInt(bytes.length)
                .putInt(0)
                .put(bytes)
                .array();
    }

    /// Reads what [#begin()] hashes, without the eight bytes that stand before it.
    ///
    /// @throws IllegalArgumentException when it is malformed
    public static FileHeader parse(byte[] header) {
        return of(Variant.decode(TYPE, header).children());
    }

    /// A header with the size of the content.
    record Sized(FileHeader header, long size) {}

    static Sized parseArchive(byte[] header) {
        Sized plain = parsePlain(header);
        if (plain != null) {
            return plain;
        }
        List<Variant> members = Variant.decode(ARCHIVE_TYPE, header).children();
        long size = members.getFirst().asSwappedLong();
        if (size < 0) {
            throw new IllegalArgumentException("invalid size " + Long.toUnsignedString(size));
        }
        return new Sized(of(members.subList(1, members.size())), size);
    }

    /// Null when it is not certain that this is the header of a plain file, in normal form.
    private static @Nullable Sized parsePlain(byte[] header) {
        if (header.length != Long.BYTES + PLAIN) {
            return null;
        }
        ByteBuffer numbers = ByteBuffer.wrap(header);
        long size = numbers.getLong();
        FileHeader read = regular(numbers.getInt(), numbers.getInt(), numbers.getInt(), Xattrs.EMPTY);
        return size >= 0
                        && Arrays.equals(read.plain(0), 0, PLAIN - 1, header, Long.BYTES, header.length - 1)
                        && header[header.length - 1] == header.length - 1
                ? new Sized(read, size)
                : null;
    }

    private static FileHeader of(List<Variant> members) {
        int rdev = members.get(3).asSwappedInt();
        if (rdev != 0) {
            throw new IllegalArgumentException("invalid rdev " + rdev);
        }
        return new FileHeader(
                members.get(0).asSwappedInt(),
                members.get(1).asSwappedInt(),
                members.get(2).asSwappedInt(),
                members.get(4).asString(),
                Xattrs.of(members.get(5)));
    }
}
