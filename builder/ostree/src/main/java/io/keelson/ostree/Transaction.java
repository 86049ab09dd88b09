package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.ostree.posix.Posix;
import io.keelson.ostree.posix.PosixException;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Objects and refs on their way into a repository. Commits, and objects that are written, are staged and
/// appear in the repository only with [#commit()], refs after them; what is a hard link to another
/// repository's object lies there at once, and nothing refers to it. Several threads may write at once.
/// Closing without committing removes what was staged.
///
/// Durable: when [#commit()] returns, a power failure loses nothing; when the process is killed at
/// any moment, the repository is as it was, or has some objects more that nothing refers to.
public final class Transaction implements AutoCloseable {
    /// Contents up to this size are hashed in memory before it is decided whether they are new.
    private static final int SMALL = 1 << 20;

    private static final int MANY_DIRECTORIES = 8;

    private final Repository repo;
    private final RepoLock lock;
    private final Staging staging;
    private final Space space;
    private final Fanout objects;
    private final Set<ObjectName> staged = ConcurrentHashMap.newKeySet();
    private final Map<String, Digest> refs = new ConcurrentSkipListMap<>();
    private final Map<CollectionRef, Digest> collectionRefs = new ConcurrentSkipListMap<>();
    private final Map<Digest, byte[]> detached = new ConcurrentHashMap<>();
    private final LongAdder metadataTotal = new LongAdder();
    private final LongAdder metadataWritten = new LongAdder();
    private final LongAdder contentTotal = new LongAdder();
    private final LongAdder contentWritten = new LongAdder();
    private final LongAdder contentBytes = new LongAdder();
    private Predicate<ObjectName> kept = name -> true;
    private boolean fsync;
    private boolean fsyncEach;
    private boolean resumable;
    private boolean closed;
    private volatile boolean synced;

    private Transaction(Repository repo, RepoLock lock, Staging staging, Space space) throws IOException {
        this.repo = repo;
        this.lock = lock;
        this.staging = staging;
        this.space = space;
        this.objects = new Fanout(repo);
        this.fsync = repo.fsync();
        this.fsyncEach = repo.config().getBoolean("core", "per-object-fsync", false);
        staged.addAll(staging.objects(repo.mode()));
    }

    static Transaction begin(Repository repo) throws IOException {
        RepoLock lock = RepoLock.take(repo, false);
        try {
            return new Transaction(repo, lock, Staging.acquire(repo.tmp()), Space.of(repo));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Whether to wait for the disk, instead of what the configuration says.
    public void setFsync(boolean wanted) {
        this.fsync = wanted;
    }

    /// Whether each object is written out when it is complete, so that the whole does not stall others
    /// at the end, instead of what the configuration says.
    public void setFsyncEach(boolean wanted) {
        this.fsyncEach = wanted;
    }

    /// What is staged when this is closed without [#commit()] stays, and the next transaction of this
    /// boot goes on with it.
    public void setResumable() {
        this.resumable = true;
    }

    /// Whether a directory is the one where this stages objects.
    boolean isStaging(Path directory, String name) throws IOException {
        return name.equals(String.valueOf(staging.root().getFileName())) && Files.isSameFile(directory, staging.root());
    }

    /// Whether an object exists, in the repository or staged.
    public boolean has(ObjectName name) {
        return staged.contains(name) || objects.has(name);
    }

    /// Whether a file exists; one that does counts as written.
    boolean hasFile(Digest checksum) {
        boolean exists = has(new ObjectName(ObjectType.FILE, checksum));
        if (exists) {
            contentTotal.increment();
        }
        return exists;
    }

    /// Adds a metadata object that is named after its bytes: a dirtree, dirmeta or commit.
    public Digest writeMetadata(ObjectType type, byte[] content) throws IOException {
        if (type != ObjectType.DIRTREE && type != ObjectType.DIRMETA && type != ObjectType.COMMIT) {
            throw new IllegalArgumentException(type + " objects are not named after their bytes");
        }
        if (content.length > Repository.MAX_METADATA) {
            throw new KeelsonException("Metadata object of " + content.length + " bytes is too large");
        }
        ObjectName name = new ObjectName(type, Digest.of(content));
        metadataTotal.increment();
        if (!has(name)) {
            Path temp = staging.temporary();
            Streams.copyToNew(new ByteArrayInputStream(content), temp, content.length);
            Posix.chmod(temp, 0644);
            stage(temp, name);
            metadataWritten.increment();
        }
        return name.checksum();
    }

    /// Adds a file of exactly `size` bytes; does not close `content`.
    public Digest writeFile(FileHeader header, InputStream content, long size) throws IOException {
        if (header.isSymlink()) {
            return writeFile(header, new byte[0]);
        }
        if (size <= SMALL) {
            return writeFile(header, Streams.readExactly(content, (int) size));
        }
        contentTotal.increment();
        MessageDigest digest = header.begin();
        Path temp = staging.temporary();
        try {
            space.take(size);
            repo.format().write(temp, header, new DigestInputStream(content, digest), size);
            ObjectName name = new ObjectName(ObjectType.FILE, Digest.of(digest));
            if (!has(name)) {
                stage(temp, name);
                countContent(size);
            }
            return name.checksum();
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    /// Adds a file with this content, or a symbolic link with none.
    public Digest writeFile(FileHeader header, byte[] content) throws IOException {
        Digest checksum = header.checksum(content);
        write(checksum, header, new ByteArrayInputStream(content), content.length);
        return checksum;
    }

    /// Adds a regular file whose checksum is already known. It is believed, not computed again.
    ///
    /// @param plain a file with the content
    /// @param size bytes of the content
    public void writeFile(Digest known, FileHeader header, Path plain, long size) throws IOException {
        if (hasFile(known)) {
            return;
        }
        try (InputStream content = Files.newInputStream(plain)) {
            write(known, header, content, size);
        }
    }

    private void write(Digest checksum, FileHeader header, InputStream content, long size) throws IOException {
        ObjectName name = new ObjectName(ObjectType.FILE, checksum);
        contentTotal.increment();
        if (has(name)) {
            return;
        }
        space.take(size);
        Path temp = staging.temporary();
        try {
            repo.format().write(temp, header, content, size);
            stage(temp, name);
            countContent(size);
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    /// Whether a directory is where objects wait: one that holds the repository is read without it.
    boolean isStaging(Path directory) throws IOException {
        return directory.getFileName().equals(staging.root().getFileName())
                && Files.isSameFile(directory, staging.root());
    }

    /// Makes a file on disk the object, as a hard link; false where file systems are in the way. Its
    /// checksum is believed.
    boolean adoptLink(Digest checksum, Path file, long size) throws IOException {
        Path temp = temporary();
        try {
            Posix.link(file, temp);
        } catch (PosixException e) {
            return false; // copied instead, which tells what is wrong
        }
        contentTotal.increment();
        Posix.setTimes(temp, 0);
        adopt(temp, new ObjectName(ObjectType.FILE, checksum), size);
        return true;
    }

    /// A file of a staged object, or null when it is not staged.
    @Nullable
    Path stagedPlace(ObjectName name) throws IOException {
        return staged.contains(name) ? staging.place(name, repo.mode()) : null;
    }

    /// Makes a complete object of a repository with the same layout one of ours, as a hard link: at once, since
    /// what nothing refers to yet does no harm. Only commits wait for [#commit()].
    ///
    /// @throws NoSuchFileException when the object does not exist
    /// @throws IOException when it cannot be linked
    void link(Path existing, ObjectName name) throws IOException {
        if (name.type() == ObjectType.COMMIT) {
            Posix.link(existing, staging.place(name, repo.mode()));
            staged.add(name);
        } else {
            syncBeforeLinks(existing);
            objects.link(existing, name);
        }
    }

    /// Writes out what the other repository may not have: a name of ours must not outlive a power failure
    /// that its content does not.
    private void syncBeforeLinks(Path existing) throws IOException {
        if (synced) {
            return;
        }
        synchronized (objects) {
            if (!synced && fsync && !Hooks.suppressesSyncfs()) {
                Posix.syncfs(requireNonNull(existing.getParent()));
            }
            synced = true;
        }
    }

    /// Stages a complete object that lies at [#temporary()].
    void adopt(Path temp, ObjectName name, long contentSize) throws IOException {
        space.take(contentSize);
        stage(temp, name);
        countContent(contentSize);
    }

    /// A name for something incomplete; the file does not exist.
    Path temporary() {
        return staging.temporary();
    }

    Repository repository() {
        return repo;
    }

    /// Adds a file, believing that it has this checksum.
    void writeKnown(Digest checksum, FileObject file) throws IOException {
        write(checksum, file.header(), file.content(), file.size());
    }

    private void countContent(long size) {
        contentWritten.increment();
        contentBytes.add(size);
    }

    private void stage(Path temp, ObjectName name) throws IOException {
        if (fsync && fsyncEach && !Files.isSymbolicLink(temp)) {
            try (FileChannel file = FileChannel.open(temp, StandardOpenOption.READ)) {
                file.force(true);
            }
        }
        Files.move(temp, staging.place(name, repo.mode()), StandardCopyOption.ATOMIC_MOVE);
        staged.add(name);
    }

    /// Points a ref at a commit once the objects are there.
    ///
    /// @throws KeelsonException when `refspec` cannot be one
    public void setRef(String refspec, Digest commit) {
        refs.put(RefName.parse(refspec).toString(), commit);
    }

    /// Points a ref of a collection at a commit once the objects are there.
    public void setRef(CollectionRef ref, Digest commit) {
        collectionRefs.put(ref, commit);
    }

    /// Replaces the detached metadata of a commit once the objects are there, and before refs change.
    ///
    /// @param stored the bytes, which nothing checks
    public void setDetached(Digest commit, byte[] stored) {
        detached.put(commit, stored);
    }

    /// Says which of the staged objects go into the repository; the others are dropped.
    public void keepOnly(Predicate<ObjectName> wanted) {
        this.kept = wanted;
    }

    /// Makes everything part of the repository. The transaction is over afterwards.
    public Stats commit() throws IOException {
        try {
            Hooks.beforeCommit();
        } catch (KeelsonException e) {
            resumable = true;
            throw e;
        }
        if (fsync && (objects.isChanged() || !staged.isEmpty()) && !Hooks.suppressesSyncfs()) {
            Posix.syncfs(staging.root());
        }
        promote();
        staging.close();
        Staging.clean(repo.tmp(), repo.config().getLong("core", "tmp-expiry-secs", 86400));
        for (Map.Entry<Digest, byte[]> each : detached.entrySet()) {
            DetachedMetadata.write(repo, each.getKey(), each.getValue(), fsync);
        }
        setRefs();
        closed = true;
        lock.close();
        return new Stats(
                metadataTotal.sum(),
                metadataWritten.sum(),
                contentTotal.sum(),
                contentWritten.sum(),
                contentBytes.sum());
    }

    private void setRefs() throws IOException {
        Refs current = repo.refs();
        for (Map.Entry<String, Digest> ref : refs.entrySet()) {
            current.write(ref.getKey(), ref.getValue(), fsync);
        }
        for (Map.Entry<CollectionRef, Digest> ref : collectionRefs.entrySet()) {
            current.write(repo.collectionRefs().base(ref.getKey()), ref.getKey().name(), ref.getValue(), fsync);
        }
        if (!refs.isEmpty() || !collectionRefs.isEmpty()) {
            current.changed();
        }
    }

    /// Commits come last, when all that they need is there for good: who finds one finds it whole, whenever
    /// this process is killed.
    private void promote() throws IOException {
        promote(name -> name.type() != ObjectType.COMMIT);
        promote(name -> name.type() == ObjectType.COMMIT);
    }

    private void promote(Predicate<ObjectName> some) throws IOException {
        Set<Path> changed = new TreeSet<>();
        for (ObjectName name : staged) {
            if (some.test(name) && kept.test(name)) {
                Path place = repo.place(name);
                Path directory = requireNonNull(place.getParent());
                if (changed.add(directory)) {
                    Files.createDirectories(directory);
                }
                Files.move(staging.place(name, repo.mode()), place, StandardCopyOption.ATOMIC_MOVE);
                dropTombstone(name);
            }
        }
        if (fsync && !changed.isEmpty()) {
            syncNames(changed);
        }
    }

    /// Each fsync waits for a journal commit of its own, so for many directories one for the whole file
    /// system is sooner done.
    private void syncNames(Set<Path> directories) throws IOException {
        if (directories.size() > MANY_DIRECTORIES && !Hooks.suppressesSyncfs()) {
            Posix.syncfs(repo.objects());
            return;
        }
        for (Path directory : directories) {
            Posix.fsyncDir(directory);
        }
        Posix.fsyncDir(repo.objects());
    }

    private void dropTombstone(ObjectName name) throws IOException {
        if (name.type() == ObjectType.COMMIT) {
            Files.deleteIfExists(repo.place(new ObjectName(ObjectType.TOMBSTONE, name.checksum())));
        }
    }

    /// Undoes everything unless [#commit()] has come first.
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (resumable) {
                staging.suspend();
            } else if (Files.exists(staging.root(), LinkOption.NOFOLLOW_LINKS)) {
                staging.close();
            }
        } finally {
            lock.close();
        }
    }
}
