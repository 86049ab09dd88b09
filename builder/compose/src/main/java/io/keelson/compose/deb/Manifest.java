package io.keelson.compose.deb;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.Meta;
import io.keelson.ostree.Xattrs;
import io.keelson.packages.LockedPackage;
import io.keelson.packages.deb.control.Deb822;
import io.keelson.release.Digest;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The list of what a package holds, as the cache keeps it beside the files: a compact binary form
/// that two hundred of can be read in a few tens of milliseconds. Another format gets another
/// [#NAME]; old ones are then simply not found.
final class Manifest {
    static final String NAME = "manifest-1";

    private static final int DIRECTORY = 'd';
    private static final int FILE = 'f';
    private static final int LINK = 'l';

    private Manifest() {}

    static void write(Path file, UnpackedPackage unpacked) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            writeBytes(out, unpacked.control().getBytes(StandardCharsets.UTF_8));
            out.writeInt(unpacked.scripts().size());
            for (var script : unpacked.scripts().entrySet()) {
                out.writeUTF(script.getKey());
                out.writeInt(script.getValue().mode());
                writeBytes(out, script.getValue().bytes());
            }
            out.writeInt(unpacked.entries().size());
            for (PackageEntry entry : unpacked.entries()) {
                writeEntry(out, entry);
            }
        }
    }

    static UnpackedPackage read(Path file, LockedPackage locked) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            String control = new String(readBytes(in), StandardCharsets.UTF_8);
            SortedMap<String, UnpackedPackage.ControlFile> scripts = new TreeMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                scripts.put(in.readUTF(), new UnpackedPackage.ControlFile(in.readInt(), readBytes(in)));
            }
            int count = in.readInt();
            List<PackageEntry> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                entries.add(readEntry(in));
            }
            return new UnpackedPackage(
                    locked, control, Deb822.parse(locked.name(), control).getFirst(), scripts, entries);
        }
    }

    private static void writeEntry(DataOutputStream out, PackageEntry entry) throws IOException {
        out.writeUTF(entry.path());
        writeMeta(out, entry.entry().meta());
        switch (entry.entry()) {
            case Entry.Dir _ -> out.writeByte(DIRECTORY);
            case Entry.Link link -> {
                out.writeByte(LINK);
                out.writeUTF(link.target());
            }
            case Entry.File content -> {
                out.writeByte(FILE);
                out.write(content.content().raw());
                out.writeLong(content.size());
                PackageEntry.Stored stored = Objects.requireNonNull(entry.stored());
                out.writeInt(stored.number());
                out.write(stored.object().raw());
            }
        }
    }

    private static PackageEntry readEntry(DataInputStream in) throws IOException {
        String path = in.readUTF();
        Meta meta = readMeta(in);
        int type = in.readByte();
        return switch (type) {
            case DIRECTORY -> new PackageEntry(path, Entry.Dir.empty(meta), null);
            case LINK -> new PackageEntry(path, new Entry.Link(meta, in.readUTF()), null);
            case FILE -> {
                Entry.File file = new Entry.File(meta, readDigest(in), in.readLong());
                yield new PackageEntry(path, file, new PackageEntry.Stored(in.readInt(), readDigest(in)));
            }
            default -> throw new IOException("unknown entry type " + type);
        };
    }

    private static Digest readDigest(DataInputStream in) throws IOException {
        return Digest.ofRaw(in.readNBytes(Digest.BYTES));
    }

    private static void writeMeta(DataOutputStream out, Meta meta) throws IOException {
        out.writeInt(meta.uid());
        out.writeInt(meta.gid());
        out.writeShort(meta.mode());
        out.writeByte(meta.xattrs().asMap().size());
        for (Map.Entry<String, byte[]> xattr : meta.xattrs().asMap().entrySet()) {
            out.writeUTF(xattr.getKey());
            writeBytes(out, xattr.getValue());
        }
    }

    private static Meta readMeta(DataInputStream in) throws IOException {
        int uid = in.readInt();
        int gid = in.readInt();
        int mode = in.readShort();
        int count = in.readByte();
        if (count == 0) {
            return new Meta(uid, gid, mode, Xattrs.EMPTY);
        }
        SortedMap<String, byte[]> xattrs = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            xattrs.put(in.readUTF(), readBytes(in));
        }
        return new Meta(uid, gid, mode, Xattrs.of(xattrs));
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
