package io.keelson.ostree;

import io.keelson.release.Digest;
import java.util.Comparator;
import java.util.Optional;

/// The name of an object. Ordered by checksum, then by type.
public record ObjectName(ObjectType type, Digest checksum) implements Comparable<ObjectName> {
    private static final Comparator<ObjectName> ORDER =
            Comparator.comparing(ObjectName::checksum).thenComparing(ObjectName::type);

    /// The path below `objects/` in a repository of this mode.
    String path(Mode mode) {
        String hex = checksum.hex();
        return hex.substring(0, 2) + "/" + hex.substring(2) + "." + type.suffix(mode);
    }

    /// Reads a directory and a file name below `objects/`; empty when that is no object.
    static Optional<ObjectName> parse(String directory, String file, Mode mode) {
        int dot = file.indexOf('.');
        if (dot < 0 || !Digest.isHex(directory + file.substring(0, dot))) {
            return Optional.empty();
        }
        Digest checksum = Digest.parse(directory + file.substring(0, dot));
        return ObjectType.ofSuffix(file.substring(dot + 1), mode).map(type -> new ObjectName(type, checksum));
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return checksum.hex() + "." + type.suffix();
    }
}
