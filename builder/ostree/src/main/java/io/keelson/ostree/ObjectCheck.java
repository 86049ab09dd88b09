package io.keelson.ostree;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/// Checks single objects: that they are what their names say and well formed.
record ObjectCheck(Repository repo) {
    /// @throws KeelsonException when the object is not what it should be, in libostree's words
    void check(ObjectName name) throws IOException {
        if (name.type() == ObjectType.FILE) {
            file(name);
        } else {
            metadata(name);
        }
    }

    private void metadata(ObjectName name) throws IOException {
        byte[] bytes = repo.readMetadata(name);
        expect(name, "fsck " + name, Digest.of(bytes));
        try {
            decode(name.type(), bytes);
        } catch (IllegalArgumentException e) {
            throw new KeelsonException("fsck " + name + ": " + e.getMessage(), e);
        }
    }

    private static void decode(ObjectType type, byte[] bytes) {
        switch (type) {
            case COMMIT -> Commit.decode(bytes);
            case DIRTREE -> DirTree.decode(bytes);
            case DIRMETA -> DirMeta.decode(bytes);
            default -> throw new IllegalArgumentException("not checked: " + type);
        }
    }

    private void file(ObjectName name) throws IOException {
        String what = "fsck content object " + name.checksum();
        try {
            expect(name, what, repo.checksumOfFile(name.checksum()));
        } catch (EOFException | ZipException e) {
            throw new KeelsonException(what + ": Corrupted file object: " + e.getMessage(), e);
        } catch (KeelsonException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(what) ? e : new KeelsonException(what + ": " + message, e);
        }
    }

    private static void expect(ObjectName name, String what, Digest actual) {
        if (!actual.equals(name.checksum())) {
            throw new KeelsonException(what + ": Corrupted " + name.type().suffix() + " object; checksum expected='"
                    + name.checksum() + "' actual='" + actual + "'");
        }
    }
}
