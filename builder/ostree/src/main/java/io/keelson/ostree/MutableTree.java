package io.keelson.ostree;

import static java.util.Objects.requireNonNull;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A directory of a commit that is being put together out of several trees: what comes later
/// replaces files and owners, and adds to directories.
final class MutableTree {
    private final Map<String, Digest> files = new ConcurrentHashMap<>();
    private final Map<String, MutableTree> dirs = new TreeMap<>(Names.BYTE_ORDER);
    private @Nullable DirMeta meta;

    /// The directory `name`, made when it is missing.
    MutableTree directory(String name) {
        if (files.containsKey(name)) {
            throw new KeelsonException("Can't replace file with directory: " + name);
        }
        return dirs.computeIfAbsent(Names.checked(name), key -> new MutableTree());
    }

    /// Refuses a file that would replace a directory; to be asked before the file's bytes are read.
    void expectFile(String name) {
        if (dirs.containsKey(Names.checked(name))) {
            throw new KeelsonException("Can't replace directory with file: " + name);
        }
    }

    /// Several threads may do this at once.
    void putFile(String name, Digest checksum) {
        files.put(name, checksum);
    }

    @Nullable
    Digest file(String name) {
        return files.get(name);
    }

    @Nullable
    MutableTree existing(String name) {
        return dirs.get(name);
    }

    SortedMap<String, MutableTree> directories() {
        return Names.sorted(dirs);
    }

    void setMeta(DirMeta meta) {
        this.meta = meta;
    }

    boolean hasMeta() {
        return meta != null;
    }

    /// Writes the directory objects, children first.
    DirTree.Sub write(Transaction transaction) throws IOException {
        SortedMap<String, DirTree.Sub> written = new TreeMap<>(Names.BYTE_ORDER);
        for (Map.Entry<String, MutableTree> dir : dirs.entrySet()) {
            written.put(dir.getKey(), dir.getValue().write(transaction));
        }
        Digest tree = transaction.writeMetadata(
                ObjectType.DIRTREE, DirTree.of(files, written).encode());
        byte[] own = requireNonNull(meta, "a directory without metadata").encode();
        return new DirTree.Sub(tree, transaction.writeMetadata(ObjectType.DIRMETA, own));
    }
}
