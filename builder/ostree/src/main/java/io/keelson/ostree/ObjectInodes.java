package io.keelson.ostree;

import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Knows which files on disk are hard links to file objects of a repository. Listed when it is first asked.
/// Safe for use by several threads.
final class ObjectInodes {
    private final Repository repo;
    private final AtomicLong hits = new AtomicLong();
    private @Nullable Map<Key, Digest> objects;

    private record Key(long device, long inode) {}

    ObjectInodes(Repository repo) {
        this.repo = repo;
    }

    /// The object that a file is, or null.
    @Nullable
    Digest find(Inode inode) throws IOException {
        return inode.links() < 2 ? null : objects().get(new Key(inode.device(), inode.number()));
    }

    private synchronized Map<Key, Digest> objects() throws IOException {
        if (objects == null) {
            Map<Key, Digest> all = new HashMap<>();
            for (Repository at = repo; at != null; at = at.parent()) {
                if (at.mode() == Mode.ARCHIVE) {
                    add(UncompressedCache.directory(at), Mode.BARE, all);
                } else {
                    add(at.objects(), at.mode(), all);
                }
            }
            objects = all;
        }
        return objects;
    }

    private static void add(Path directory, Mode mode, Map<Key, Digest> all) throws IOException {
        for (ObjectName name : ObjectListing.list(directory, mode)) {
            Path file = directory.resolve(name.path(mode));
            if (name.type() == ObjectType.FILE) {
                put(file, name, all);
            }
        }
    }

    private static void put(Path file, ObjectName name, Map<Key, Digest> all) throws IOException {
        Inode inode;
        try {
            inode = Inode.of(file);
        } catch (NoSuchFileException e) {
            return; // the cache may be cleaned at any time
        }
        all.put(new Key(inode.device(), inode.number()), name.checksum());
    }

    /// Notes that a file needed not be read.
    void hit() {
        hits.incrementAndGet();
    }

    long hits() {
        return hits.get();
    }
}
