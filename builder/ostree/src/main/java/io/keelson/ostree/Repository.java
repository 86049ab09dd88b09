package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// A repository on disk. Safe for use by several threads; reading takes no lock. A malformed object
/// is a [KeelsonException] that names it.
public final class Repository implements AutoCloseable {
    /// The most that a metadata object may have.
    static final int MAX_METADATA = 128 << 20;

    private static final List<String> DIRECTORIES =
            List.of("tmp", "extensions", "state", "refs", "refs/heads", "refs/mirrors", "refs/remotes", "objects");

    private final Path path;
    private final Config config;
    private final Mode mode;
    private final ContentFormat format;
    private final @Nullable Repository parent;

    private Repository(Path path, Config config, Mode mode) throws IOException {
        this.path = path;
        this.config = config;
        this.mode = mode;
        this.format = ContentFormat.of(mode, config);
        String parentPath = config.get("core", "parent").orElse("");
        this.parent = parentPath.isEmpty() ? null : open(path.resolve(parentPath));
    }

    /// Opens a repository.
    ///
    /// @throws KeelsonException when there is none, or none that we understand
    public static Repository open(Path path) throws IOException {
        Path file = path.resolve("config");
        if (!Files.isRegularFile(file) || !Files.isDirectory(path.resolve("objects"))) {
            throw new KeelsonException("opening repo: " + path + " is not an OSTree repository")
                    .withHint("make one with 'ostree init --repo=" + path + "'");
        }
        Config config = Config.read(file);
        String version = config.get("core", "repo_version").orElse("");
        if (!version.equals("1")) {
            throw new KeelsonException(file + ": Invalid repository version '" + version + "'");
        }
        Files.createDirectories(path.resolve("tmp"));
        try {
            return new Repository(
                    path, config, Mode.parse(config.get("core", "mode").orElse("bare")));
        } catch (IllegalArgumentException e) {
            throw new KeelsonException(file + ": " + e.getMessage(), e);
        }
    }

    /// Makes a repository and opens it; one that exists is opened as it is, whatever its mode.
    public static Repository init(Path path, Mode mode) throws IOException {
        Path file = path.resolve("config");
        if (!Files.isDirectory(path.resolve("objects"))) {
            Files.createDirectories(path);
            if (!Files.exists(file)) {
                Config.create(file, mode).save();
            }
            for (String directory : DIRECTORIES) {
                Files.createDirectories(path.resolve(directory));
            }
        }
        return open(path);
    }

    /// How files are stored.
    public Mode mode() {
        return mode;
    }

    /// The configuration as it was when the repository was opened.
    public Config config() {
        return config;
    }

    /// The directory.
    public Path path() {
        return path;
    }

    /// The refs.
    public Refs refs() {
        return new Refs(this);
    }

    /// The refs that belong to collections.
    public CollectionRefs collectionRefs() {
        return new CollectionRefs(this);
    }

    /// The id of the collection that the refs of this repository form, or null when it has none.
    ///
    /// @throws KeelsonException when the configuration has one that cannot be such
    public @Nullable String collectionId() {
        return config.get("core", "collection-id")
                .filter(id -> !id.isEmpty())
                .map(CollectionRef::checkId)
                .orElse(null);
    }

    /// The static deltas.
    public Deltas deltas() {
        return new Deltas(this);
    }

    /// Which commits are not whole.
    public PartialCommits partialCommits() {
        return new PartialCommits(this);
    }

    /// Writes the summary of refs and deltas, and the lists of deltas, anew. A signature of the old
    /// summary is removed.
    ///
    /// @param additional what it says besides, by key
    public void updateSummary(Map<String, Variant> additional) throws IOException {
        updateSummary(additional, summary -> Map.of());
    }

    /// Writes the summary anew, with what `signatures` says of it. When that fails, the old summary and its
    /// signatures stay.
    public void updateSummary(Map<String, Variant> additional, Summary.Signatures signatures) throws IOException {
        new SummaryUpdate(this).run(additional, signatures);
    }

    /// Changes one key of the configuration, in the file and here.
    public void configure(String group, String key, String value) throws IOException {
        Config current = Config.read(path.resolve("config"));
        current.set(group, key, value);
        current.save();
        config.set(group, key, value);
    }

    /// Begins to add objects. Waits for the lock of the repository; the caller closes the transaction.
    public Transaction begin() throws IOException {
        return Transaction.begin(this);
    }

    /// Begins to remove objects. Waits until nobody else works here; the caller closes it.
    public Removal beginRemoval() throws IOException {
        return Removal.begin(this);
    }

    /// Whether an object exists here or in the parent repository.
    public boolean has(ObjectName name) {
        return hasOwn(name) || (parent != null && parent.has(name));
    }

    boolean hasOwn(ObjectName name) {
        return Files.exists(place(name), LinkOption.NOFOLLOW_LINKS);
    }

    /// The bytes of a metadata object.
    ///
    /// @throws KeelsonException when it does not exist
    public byte[] readMetadata(ObjectName name) throws IOException {
        try {
            Path file = place(name);
            if (Files.size(file) > MAX_METADATA) {
                throw new KeelsonException("Metadata object " + name + " is too large");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            if (parent != null) {
                return parent.readMetadata(name);
            }
            throw missing(name, e);
        }
    }

    /// A metadata object as the plain value that it is, for printing.
    public Variant readVariant(ObjectName name) throws IOException {
        return decoded(name, bytes -> Variant.decode(name.type().layout(), bytes));
    }

    /// A commit.
    public Commit readCommit(Digest checksum) throws IOException {
        return decoded(new ObjectName(ObjectType.COMMIT, checksum), Commit::decode);
    }

    /// The names in a directory.
    public DirTree readDirTree(Digest checksum) throws IOException {
        return decoded(new ObjectName(ObjectType.DIRTREE, checksum), DirTree::decode);
    }

    /// A directory's own metadata.
    public DirMeta readDirMeta(Digest checksum) throws IOException {
        return decoded(new ObjectName(ObjectType.DIRMETA, checksum), DirMeta::decode);
    }

    private <T> T decoded(ObjectName name, Function<byte[], T> decoder) throws IOException {
        byte[] bytes = readMetadata(name);
        try {
            return decoder.apply(bytes);
        } catch (IllegalArgumentException e) {
            throw new CorruptedObject(name, e);
        }
    }

    /// Opens a file object; the caller closes it. The content is not checked against the checksum.
    public FileObject readFile(Digest checksum) throws IOException {
        ObjectName name = new ObjectName(ObjectType.FILE, checksum);
        try {
            return format.open(place(name));
        } catch (NoSuchFileException e) {
            if (parent != null) {
                return parent.readFile(checksum);
            }
            throw missing(name, e);
        } catch (IllegalArgumentException | EOFException | ZipException e) {
            throw new CorruptedObject(name, e);
        }
    }

    /// Reads a file object to its end, to compare its checksum with its name.
    Digest checksumOfFile(Digest checksum) throws IOException {
        ObjectName name = new ObjectName(ObjectType.FILE, checksum);
        try {
            return format.checksum(place(name));
        } catch (NoSuchFileException e) {
            if (parent != null) {
                return parent.checksumOfFile(checksum);
            }
            throw missing(name, e);
        } catch (IllegalArgumentException e) {
            throw new CorruptedObject(name, e);
        }
    }

    /// Removes a broken object.
    void forget(ObjectName name) throws IOException {
        Files.deleteIfExists(place(name));
    }

    private static KeelsonException missing(ObjectName name, NoSuchFileException cause) {
        String message = name.type().isMetadata()
                ? "No such metadata object " + name
                : "Couldn't find file object '" + name.checksum() + "'";
        return new KeelsonException(message, cause);
    }

    /// How many bytes the file of an object has: for a file object in an archive, compressed.
    ///
    /// @throws KeelsonException when it does not exist
    public long storedSize(ObjectName name) throws IOException {
        try {
            return Files.size(place(name));
        } catch (NoSuchFileException e) {
            if (parent != null) {
                return parent.storedSize(name);
            }
            throw missing(name, e);
        }
    }

    /// All objects here, without those of the parent repository, in no order.
    public List<ObjectName> objectNames() throws IOException {
        return ObjectListing.list(objects(), mode);
    }

    Path objects() {
        return path.resolve("objects");
    }

    Path tmp() {
        return path.resolve("tmp");
    }

    Path place(ObjectName name) {
        return objects().resolve(name.path(mode));
    }

    ContentFormat format() {
        return format;
    }

    /// The repository that is asked for what is missing here, or null.
    public @Nullable Repository parent() {
        return parent;
    }

    /// Whether the configuration wants writes to wait for the disk.
    public boolean fsync() {
        return config.getBoolean("core", "fsync", true);
    }

    @Override
    public void close() throws IOException {
        if (parent != null) {
            parent.close();
        }
    }
}
