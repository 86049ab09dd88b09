package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import java.util.Optional;

/// What an object is.
public enum ObjectType {
    /// Content of a regular file or target of a symbolic link, with owner, mode and attributes.
    FILE(1, "file"),
    /// Names in a directory.
    DIRTREE(2, "dirtree"),
    /// Owner, mode and attributes of a directory.
    DIRMETA(3, "dirmeta"),
    /// A root directory with a history.
    COMMIT(4, "commit"),
    /// What is left of a deleted commit.
    TOMBSTONE(5, "tombstone-commit"),
    /// Signatures and other things said about a commit; named after it, replaceable.
    COMMITMETA(6, "commitmeta"),
    /// A symbolic link from the digest of bare content to a file object.
    PAYLOAD_LINK(7, "payload-link"),
    /// Attributes, in repositories that split them off.
    FILE_XATTRS(8, "file-xattrs"),
    /// The attributes of one file object.
    FILE_XATTRS_LINK(9, "file-xattrs-link");

    private final int number;
    private final String suffix;

    ObjectType(int number, String suffix) {
        this.number = number;
        this.suffix = suffix;
    }

    /// The number in deltas and size tables.
    public int number() {
        return number;
    }

    /// The end of the file name, without the `z` of compressed files.
    public String suffix() {
        return suffix;
    }

    /// Whether such an object is one GVariant and looks the same in every repository.
    public boolean isMetadata() {
        return number >= DIRTREE.number && number <= COMMITMETA.number;
    }

    /// The type of the value that a metadata object is.
    VariantType layout() {
        return switch (this) {
            case DIRTREE -> DirTree.TYPE;
            case DIRMETA -> DirMeta.TYPE;
            case COMMIT -> Commit.TYPE;
            case TOMBSTONE, COMMITMETA -> Variant.DICTIONARY;
            case FILE, PAYLOAD_LINK, FILE_XATTRS, FILE_XATTRS_LINK ->
                throw new IllegalArgumentException(this + " objects are not metadata");
        };
    }

    /// The end of the file name in a repository.
    String suffix(Mode mode) {
        return mode == Mode.ARCHIVE && this == FILE ? "filez" : suffix;
    }

    static Optional<ObjectType> ofSuffix(String suffix, Mode mode) {
        for (ObjectType type : values()) {
            if (type.suffix(mode).equals(suffix)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
