package io.keelson.ostree;

import io.keelson.ostree.posix.Posix;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.zip.ZipException;

/// Takes objects that exist elsewhere into a transaction under the names that they claim. Safe for use
/// by several threads.
public final class ObjectImport {
    private static final int HARMLESS_MODE = 0775;

    private final Transaction transaction;
    private final Repository repo;
    private final Trust trust;
    private final boolean harmlessFiles;

    /// How objects look that a server sends.
    private final ArchiveContent received = new ArchiveContent(1);

    /// Whether the checksums of another repository on this machine are computed again.
    public enum Trust {
        /// They are believed, as the other repository computed them itself.
        BELIEVE,
        /// They are computed.
        VERIFY
    }

    /// @param harmlessFiles whether files are refused that others may write, or that run as somebody else
    public ObjectImport(Transaction transaction, Trust trust, boolean harmlessFiles) {
        this.transaction = transaction;
        this.repo = transaction.repository();
        this.trust = trust;
        this.harmlessFiles = harmlessFiles;
    }

    /// Whether an object is there already: here, on its way here, or in the parent repository.
    public boolean has(ObjectName name) {
        Repository parent = repo.parent();
        return transaction.has(name) || (parent != null && parent.has(name));
    }

    /// The bytes of a metadata object that is there, staged or not.
    public byte[] read(ObjectName name) throws IOException {
        Path place = transaction.stagedPlace(name);
        return place == null ? repo.readMetadata(name) : Files.readAllBytes(place);
    }

    /// Adds a metadata object.
    ///
    /// @throws KeelsonException when it has another checksum, or is malformed
    public void metadata(ObjectName name, byte[] bytes) throws IOException {
        expect(name, Digest.of(bytes));
        expectWellFormed(name, bytes);
        transaction.writeMetadata(name.type(), bytes);
    }

    /// Nothing that could lead somebody astray is even staged: names that lead out of a directory, for one.
    private static void expectWellFormed(ObjectName name, byte[] bytes) {
        try {
            switch (name.type()) {
                case DIRTREE -> DirTree.decode(bytes);
                case DIRMETA -> DirMeta.decode(bytes);
                case COMMIT -> Commit.decode(bytes);
                default -> throw new IllegalArgumentException("not named after its bytes");
            }
        } catch (IllegalArgumentException e) {
            throw new KeelsonException(name + ": " + e.getMessage(), e);
        }
    }

    /// Takes an object over from another repository: by a hard link where the two store it alike.
    ///
    /// @return whether it is there
    /// @throws KeelsonException when it is not what its name says
    public boolean from(Repository source, ObjectName name) throws IOException {
        boolean checked = trust == Trust.VERIFY || harmlessFiles;
        if (checked && !source.has(name)) {
            return false;
        }
        if (harmlessFiles && !name.type().isMetadata()) {
            try (FileObject file = source.readFile(name.checksum())) {
                expectHarmless(name, file.header());
            }
        }
        if (linked(source, name)) {
            return true;
        }
        if (!checked && !source.has(name)) {
            return false;
        }
        copy(source, name);
        return true;
    }

    private boolean linked(Repository source, ObjectName name) throws IOException {
        Path existing = source.place(name);
        boolean alike = name.type().isMetadata() || source.mode() == repo.mode() || isPlain(source, name, existing);
        boolean verified = trust == Trust.VERIFY;
        if (!alike || (verified && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS))) {
            return false;
        }
        if (verified) {
            verify(source, name);
        }
        try {
            transaction.link(existing, name);
            return true;
        } catch (IOException e) {
            return false; // not there, another file system, too many links, not allowed: a copy will do, or tell
        }
    }

    /// Whether a file of a bare-user repository is on disk just what bare-user-only keeps of it: such a file
    /// has no owner or attributes, and its true mode.
    private boolean isPlain(Repository source, ObjectName name, Path existing) throws IOException {
        if (source.mode() != Mode.BARE_USER || repo.mode() != Mode.BARE_USER_ONLY || !source.hasOwn(name)) {
            return false;
        }
        try (FileObject file = source.readFile(name.checksum())) {
            FileHeader header = file.header();
            return !header.isSymlink()
                    && header.uid() == 0
                    && header.gid() == 0
                    && header.xattrs().isEmpty()
                    && (header.mode() & FileModes.PERMISSIONS & ~HARMLESS_MODE) == 0
                    && header.mode() == (int) Files.getAttribute(existing, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        }
    }

    private void verify(Repository source, ObjectName name) throws IOException {
        if (name.type().isMetadata()) {
            expect(name, Digest.of(source.readMetadata(name)));
        } else {
            try (FileObject file = source.readFile(name.checksum())) {
                expect(name, FileChecksum.of(file));
            }
        }
    }

    private void copy(Repository source, ObjectName name) throws IOException {
        if (name.type().isMetadata()) {
            metadata(name, source.readMetadata(name));
            return;
        }
        try (FileObject file = source.readFile(name.checksum())) {
            if (trust == Trust.BELIEVE) {
                transaction.writeKnown(name.checksum(), file);
            } else {
                expect(name, transaction.writeFile(file.header(), file.content(), file.size()));
            }
        }
    }

    /// Says of a commit that it was removed on purpose.
    public void tombstone(Digest commit) throws IOException {
        Tombstone.write(repo, commit);
    }

    /// A name for a file that [#archived] will be given; the file does not exist.
    public Path temporary() {
        return transaction.temporary();
    }

    /// Adds a file object in the form that archives have. Its checksum is always computed.
    ///
    /// @param filez the object, at [#temporary()]; it is gone afterwards
    /// @throws KeelsonException when it is malformed or has another checksum
    public void archived(Digest checksum, Path filez) throws IOException {
        ObjectName name = new ObjectName(ObjectType.FILE, checksum);
        try {
            if (repo.mode() != Mode.ARCHIVE) {
                try (FileObject file = received.open(filez)) {
                    unpack(name, file);
                }
                return;
            }
            FileHeader.Sized sized = received.sized(filez);
            if (harmlessFiles) {
                expectHarmless(name, sized.header());
            }
            expect(name, received.checksum(filez));
            Posix.chmod(filez, 0644);
            transaction.adopt(filez, name, sized.size());
        } catch (IllegalArgumentException | EOFException | ZipException e) {
            throw new CorruptedObject(name, e);
        } finally {
            Files.deleteIfExists(filez);
        }
    }

    /// Adds a file object in the form that archives have to a repository that has it in another. Its
    /// checksum is always computed.
    ///
    /// @throws KeelsonException when it is malformed or has another checksum
    public void archived(Digest checksum, byte[] filez) throws IOException {
        ObjectName name = new ObjectName(ObjectType.FILE, checksum);
        try (FileObject file = received.open(filez)) {
            unpack(name, file);
        } catch (IllegalArgumentException | EOFException | ZipException e) {
            throw new CorruptedObject(name, e);
        }
    }

    private void unpack(ObjectName name, FileObject file) throws IOException {
        if (harmlessFiles) {
            expectHarmless(name, file.header());
        }
        expect(name, transaction.writeFile(file.header(), file.content(), file.size()));
    }

    /// Whether file objects stay as archives have them.
    public boolean keepsArchived() {
        return repo.mode() == Mode.ARCHIVE;
    }

    /// Adds a file object to an archive as [#archived] does, but believes what its sender says of it.
    public void believed(Digest checksum, Path filez) throws IOException {
        ObjectName name = new ObjectName(ObjectType.FILE, checksum);
        try {
            long size = received.sized(filez).size();
            Posix.chmod(filez, 0644);
            transaction.adopt(filez, name, size);
        } catch (IllegalArgumentException | EOFException | ZipException e) {
            throw new CorruptedObject(name, e);
        } finally {
            Files.deleteIfExists(filez);
        }
    }

    private static void expectHarmless(ObjectName name, FileHeader header) {
        int extra = header.mode() & FileModes.PERMISSIONS & ~HARMLESS_MODE;
        if (!header.isSymlink() && extra != 0) {
            throw new KeelsonException(String.format(
                    "Content object %s: invalid mode 0%04o with bits 0%04o", name.checksum(), header.mode(), extra));
        }
    }

    private static void expect(ObjectName name, Digest actual) {
        if (!actual.equals(name.checksum())) {
            throw new KeelsonException("Corrupted " + name.type().suffix() + " object; checksum expected='"
                    + name.checksum() + "' actual='" + actual + "'");
        }
    }
}
