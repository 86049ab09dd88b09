package io.keelson.compose.deb;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.Meta;
import io.keelson.ostree.FileHeader;
import io.keelson.ostree.Xattrs;
import io.keelson.packages.LockedPackage;
import io.keelson.packages.deb.archive.DebControl;
import io.keelson.packages.deb.archive.DebEntry;
import io.keelson.packages.deb.archive.DebFile;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Unpacks one package into a directory of numbered files, hashing while it writes. Files get the
/// permissions and the time of the package, so that a hard link to one is as good as a copy.
final class Unpacker {
    private static final int BUFFER = 1 << 16;

    private final LockedPackage locked;
    private final Path directory;
    private final List<PackageEntry> entries = new ArrayList<>();
    private final Map<String, PackageEntry> files = new HashMap<>();
    private final byte[] buffer = new byte[BUFFER];
    private int next;

    Unpacker(LockedPackage locked, Path directory) {
        this.locked = locked;
        this.directory = directory;
    }

    UnpackedPackage unpack(DebFile deb) throws IOException {
        DebControl control = deb.control();
        check(control, "Package", locked.name());
        check(control, "Version", locked.version());
        check(control, "Architecture", locked.arch());
        deb.data(this::add);
        SortedMap<String, UnpackedPackage.ControlFile> scripts = new TreeMap<>();
        control.files().forEach((name, file) -> {
            if (!name.equals("control")) {
                scripts.put(name, new UnpackedPackage.ControlFile(file.mode(), file.bytes()));
            }
        });
        String text = String.valueOf(control.text("control")).strip();
        return new UnpackedPackage(locked, text, control.stanza(), scripts, entries);
    }

    /// An index that is signed can still be wrong about a package.
    private void check(DebControl control, String field, String expected) {
        String found = control.stanza().get(field);
        if (!expected.equals(found)) {
            throw new KeelsonException(locked.url() + ": the package says " + field + ": " + found + ", the index of "
                    + locked.repo() + " says " + expected);
        }
    }

    private void add(DebEntry member, InputStream content) throws IOException {
        if (member.path().isEmpty()) {
            return;
        }
        switch (member.node()) {
            case DebEntry.Directory _ -> add(member, Entry.Dir.empty(meta(member)));
            case DebEntry.Symlink(String target) ->
                add(member, new Entry.Link(new Meta(member.uid(), member.gid(), 0777, Xattrs.EMPTY), target));
            case DebEntry.RegularFile _ -> addFile(member, content);
            case DebEntry.HardLink(String target) -> addHardLink(member, target);
            case DebEntry.Device _, DebEntry.Fifo _ ->
                throw new KeelsonException(locked.name() + " " + locked.version() + ": /" + member.path()
                        + " is a device or a pipe, which no image can hold");
        }
    }

    private void add(DebEntry member, Entry entry) {
        entries.add(new PackageEntry(member.path(), entry, null));
    }

    private void addHardLink(DebEntry member, String target) throws IOException {
        PackageEntry first = files.get(target);
        if (first == null) {
            throw new IOException(member.path() + " is a hard link to " + target + ", which is not before it");
        }
        PackageEntry entry = new PackageEntry(member.path(), first.entry(), first.stored());
        entries.add(entry);
        files.put(member.path(), entry);
    }

    private void addFile(DebEntry member, InputStream content) throws IOException {
        int number = next++;
        Path file = directory.resolve(Integer.toString(number));
        Meta meta = meta(member);
        MessageDigest digest = Digest.sha256();
        MessageDigest object = FileHeader.regular(meta.uid(), meta.gid(), meta.mode(), meta.xattrs())
                .begin();
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                object.update(buffer, 0, n);
                out.write(buffer, 0, n);
                size += n;
            }
        }
        // Always: which permissions it was made with depends on the umask of who runs us.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions(member.mode())));
        Files.setLastModifiedTime(file, FileTime.from(member.mtime(), TimeUnit.SECONDS));
        PackageEntry entry = new PackageEntry(
                member.path(),
                new Entry.File(meta, Digest.of(digest), size),
                new PackageEntry.Stored(number, Digest.of(object)));
        entries.add(entry);
        files.put(member.path(), entry);
    }

    private static String permissions(int mode) {
        StringBuilder text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            text.append((mode >> bit & 1) == 0 ? '-' : "rwx".charAt((8 - bit) % 3));
        }
        return text.toString();
    }

    private static Meta meta(DebEntry member) {
        SortedMap<String, byte[]> xattrs = new TreeMap<>();
        member.xattrs().forEach((name, value) -> xattrs.put(name, bytes(value)));
        return new Meta(member.uid(), member.gid(), member.mode(), Xattrs.of(xattrs));
    }

    private static byte[] bytes(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }
}
