package io.keelson.compose.sandbox;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.ostree.Xattrs;
import io.keelson.packages.deb.archive.DebEntry;
import io.keelson.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the upper directory of an overlay, as a tar stream, on top of the lower tree: a character
/// device 0:0 removes what was below, and an opaque directory hides it (overlayfs, "whiteouts").
final class UpperLayer {
    private static final String OPAQUE = "user.overlay.opaque";

    /// The attributes that belong to an image; all others are of the machine that made it.
    private static final Set<String> KEPT =
            Set.of("security.capability", "security.ima", "security.selinux", "user.pax.flags");

    /// Contents above this size go to a file.
    private static final int IN_MEMORY = 64 << 10;

    private final TreeEditor editor;
    private final Contents contents;
    private final Path store;

    UpperLayer(FileTree lower, Contents contents, Path store) {
        this.editor = lower.edit();
        this.contents = contents;
        this.store = store;
    }

    FileTree build() {
        return editor.build();
    }

    /// Takes one member of the stream, parents before children.
    void add(DebEntry member, InputStream content) throws IOException {
        String path = member.path();
        if (path.isEmpty()) {
            return; // the upper directory itself, which the sandbox made
        }
        switch (member.node()) {
            case DebEntry.Directory _ -> addDirectory(path, member);
            case DebEntry.RegularFile(long size) -> editor.put(path, file(meta(member), content, size));
            case DebEntry.Symlink(String target) ->
                editor.put(path, new Entry.Link(new Meta(member.uid(), member.gid(), 0777, Xattrs.EMPTY), target));
            case DebEntry.HardLink(String target) -> addHardLink(path, target);
            case DebEntry.Device(boolean block, int major, int minor) -> {
                if (!block && major == 0 && minor == 0) {
                    editor.remove(path);
                }
            }
            case DebEntry.Fifo _ -> {}
        }
    }

    private void addDirectory(String path, DebEntry member) {
        if (member.xattrs().containsKey(OPAQUE)) {
            editor.remove(path);
        }
        editor.putDir(path, meta(member));
    }

    private void addHardLink(String path, String target) throws IOException {
        Entry entry = editor.get(target);
        if (entry == null) {
            throw new IOException(path + " is a hard link to " + target + ", which is not there");
        }
        editor.put(path, entry);
    }

    private Entry.File file(Meta meta, InputStream content, long size) throws IOException {
        if (size <= IN_MEMORY) {
            return contents.file(meta, content.readAllBytes());
        }
        Path file = Files.createTempFile(store, "changed", "");
        MessageDigest digest = Digest.sha256();
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        Digest id = Digest.of(digest);
        contents.register(id, file, 0600, size);
        return new Entry.File(meta, id, size);
    }

    private static Meta meta(DebEntry member) {
        SortedMap<String, byte[]> kept = new TreeMap<>();
        for (Map.Entry<String, ByteBuffer> xattr : member.xattrs().entrySet()) {
            if (KEPT.contains(xattr.getKey())) {
                byte[] value = new byte[xattr.getValue().remaining()];
                xattr.getValue().duplicate().get(value);
                kept.put(xattr.getKey(), value);
            }
        }
        return new Meta(member.uid(), member.gid(), member.mode(), Xattrs.of(kept));
    }
}
