package io.keelson.compose.tree;

import io.keelson.release.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The bytes behind the digests of a tree. What packages bring stays in files of the cache; what a
/// step writes is small and is kept in memory. Safe for several threads.
public final class Contents {
    private sealed interface Source {}

    private record InFile(Path file, int mode, long size) implements Source {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record InMemory(byte[] bytes) implements Source {}

    private final Map<Digest, Source> sources = new ConcurrentHashMap<>();

    /// Says that `file` holds the content `digest`. The file must stay as it is while this is used.
    ///
    /// @param mode the permission bits that the file has on disk
    public void register(Digest digest, Path file, int mode, long size) {
        sources.putIfAbsent(digest, new InFile(file, mode, size));
    }

    /// Keeps a small content in memory.
    public Digest put(byte[] bytes) {
        Digest digest = Digest.of(bytes);
        sources.putIfAbsent(digest, new InMemory(bytes.clone()));
        return digest;
    }

    /// A file entry with this content.
    public Entry.File file(Meta meta, byte[] bytes) {
        return new Entry.File(meta, put(bytes), bytes.length);
    }

    /// A file entry with this text in UTF-8.
    public Entry.File file(Meta meta, String text) {
        return file(meta, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Opens a content; the caller closes it.
    public InputStream open(Digest digest) throws IOException {
        return switch (source(digest)) {
            case InFile in -> Files.newInputStream(in.file());
            case InMemory in -> new ByteArrayInputStream(in.bytes());
        };
    }

    /// The file of the cache that holds a content, or null when it is held in memory.
    public @Nullable Path path(Digest digest) {
        return source(digest) instanceof InFile in ? in.file() : null;
    }

    /// The file of the cache that holds a content with these permissions on disk, or null.
    public @Nullable Path path(Digest digest, int mode) {
        return source(digest) instanceof InFile in && in.mode() == mode ? in.file() : null;
    }

    /// A whole content; for files that are known to be small.
    public byte[] bytes(Digest digest) {
        try (InputStream in = open(digest)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A whole content as text; for configuration files.
    public String text(Digest digest) {
        return new String(bytes(digest), StandardCharsets.UTF_8);
    }

    /// The text of the file at `path`, or null when the tree has no file there.
    public @Nullable String text(FileTree tree, String path) {
        Entry.File file = tree.file(path);
        return file == null ? null : text(file.content());
    }

    private Source source(Digest digest) {
        Source source = sources.get(digest);
        if (source == null) {
            throw new IllegalStateException("nobody brought the content " + digest);
        }
        return source;
    }
}
