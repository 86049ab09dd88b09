package io.keelson.compose.layer;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.ostree.DirMeta;
import io.keelson.ostree.DirTree;
import io.keelson.ostree.FileHeader;
import io.keelson.ostree.FileObject;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Xattrs;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import io.keelson.release.LastUse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Reads the tree of a commit. Contents are unpacked into the cache, one file for each object, so that the
/// sandbox can link them and the next compose finds them.
final class LayerReader {
    /// Labels are those of another image and mean nothing here, so they are left out.
    private static final Set<String> KEPT = Set.of("security.capability", "user.pax.flags");

    private static final PosixFilePermission[] BITS = PosixFilePermission.values(); // in the order of the mode's

    private final Repository repository;
    private final Path cache;
    private final Contents contents;
    private final BiConsumer<Entry.File, Digest> objects;

    LayerReader(Repository repository, Path cache, Contents contents, BiConsumer<Entry.File, Digest> objects) {
        this.repository = repository;
        this.cache = cache;
        this.contents = contents;
        this.objects = objects;
    }

    FileTree read(Digest commit) throws IOException {
        Files.createDirectories(cache);
        Digest root = repository.readCommit(commit).rootTree();
        return new FileTree(directory(Meta.DIRECTORY, root));
    }

    private Entry.Dir directory(Meta meta, Digest tree) throws IOException {
        DirTree names = repository.readDirTree(tree);
        SortedMap<String, Entry> children = new TreeMap<>();
        for (Map.Entry<String, Digest> file : names.files().entrySet()) {
            children.put(file.getKey(), file(file.getValue()));
        }
        for (Map.Entry<String, DirTree.Sub> dir : names.dirs().entrySet()) {
            DirMeta of = repository.readDirMeta(dir.getValue().meta());
            Meta own = meta(of.uid(), of.gid(), of.mode(), of.xattrs());
            children.put(dir.getKey(), directory(own, dir.getValue().tree()));
        }
        return new Entry.Dir(meta, children);
    }

    private Entry file(Digest object) throws IOException {
        try (FileObject file = repository.readFile(object)) {
            FileHeader header = file.header();
            Meta meta = meta(header.uid(), header.gid(), header.mode(), header.xattrs());
            if (header.isSymlink()) {
                return new Entry.Link(meta, header.symlink());
            }
            Entry.File entry = new Entry.File(meta, content(object, file, meta.mode()), file.size());
            if (meta.xattrs().equals(header.xattrs())) {
                objects.accept(entry, object);
            }
            return entry;
        }
    }

    /// The file appears by a rename, with the permissions that the image has: a hard link to it then is as
    /// good as a copy. What is there is read again, since only its digest says that it is whole.
    private Digest content(Digest object, FileObject file, int mode) throws IOException {
        int onDisk = (mode & 0400) == 0 ? 0600 : mode & 0777; // we must be able to read it
        Path place = cache.resolve(object.hex());
        if (!Files.exists(place) || Files.size(place) != file.size() || !isContentOf(object, file.header(), place)) {
            unpack(object, file, onDisk, place);
        }
        LastUse.markAccess(place);
        Digest digest = Digest.of(place);
        contents.register(digest, place, onDisk, file.size());
        return digest;
    }

    private static boolean isContentOf(Digest object, FileHeader header, Path place) throws IOException {
        MessageDigest digest = header.begin();
        try (OutputStream out = new java.security.DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(place, out);
        }
        return Digest.of(digest).equals(object);
    }

    private void unpack(Digest object, FileObject file, int mode, Path place) throws IOException {
        Path temporary = Files.createTempFile(cache, ".layer-", "");
        try {
            Files.copy(file.content(), temporary, StandardCopyOption.REPLACE_EXISTING);
            if (!isContentOf(object, file.header(), temporary)) {
                throw new KeelsonException("the object " + object + " is damaged");
            }
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(text(mode)));
            Files.setLastModifiedTime(temporary, FileTime.fromMillis(0));
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static String text(int mode) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BITS.length; i++) {
            text.append((mode & (0400 >> i)) == 0 ? '-' : "rwx".charAt(i % 3));
        }
        return text.toString();
    }

    private static Meta meta(int uid, int gid, int mode, Xattrs xattrs) {
        SortedMap<String, byte[]> kept = xattrs.asMap();
        kept.keySet().retainAll(KEPT);
        return new Meta(uid, gid, mode & 07777, Xattrs.of(kept));
    }
}
