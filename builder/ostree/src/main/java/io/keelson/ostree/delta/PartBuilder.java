package io.keelson.ostree.delta;

import io.keelson.ostree.FileHeader;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Xattrs;
import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A part while it grows. Its data is in a file.
final class PartBuilder implements AutoCloseable {
    private static final VariantType MODES = VariantType.of("a(uuu)");
    private static final VariantType XATTRS = VariantType.of("a(ayay)");
    private static final List<VariantType> MEMBERS =
            List.of(MODES, VariantType.of("aa(ayay)"), Variant.BYTES, Variant.BYTES);

    /// Owner, group and mode.
    private record Mode(int uid, int gid, int mode) {}

    private final Spool data;
    private final ByteArrayOutputStream operations = new ByteArrayOutputStream();
    private final Map<Mode, Integer> modes = new LinkedHashMap<>();
    private final Map<Xattrs, Integer> xattrs = new LinkedHashMap<>();
    private final List<ObjectName> objects = new ArrayList<>();
    private long objectsSize;

    PartBuilder(Path tmp) throws IOException {
        data = new Spool(tmp);
    }

    long dataSize() {
        return data.size();
    }

    long objectsSize() {
        return objectsSize;
    }

    List<ObjectName> objects() {
        return objects;
    }

    /// Adds a directory object.
    void metadata(ObjectName name, byte[] bytes) throws IOException {
        begin(name, bytes.length);
        operation('S', bytes.length, data.size());
        data.write(bytes);
    }

    /// Adds a file as it is.
    void file(FileInfo file, InputStream content) throws IOException {
        begin(file);
        byte[] target = file.header().symlink().getBytes(StandardCharsets.UTF_8);
        boolean link = file.header().isSymlink();
        long length = link ? target.length : file.size();
        operation('S', mode(file), xattrs(file), length, data.size());
        if (link) {
            data.write(target);
        } else {
            copy(content, length);
        }
    }

    /// Adds a file of which much is in an old one.
    void matched(FileInfo file, Digest old, List<Matches.Stretch> stretches, InputStream content) throws IOException {
        begin(file);
        long source = data.size();
        data.write(old.raw());
        operation('o', mode(file), xattrs(file), file.size());
        long at = 0;
        boolean reading = false;
        for (Matches.Stretch stretch : stretches) {
            reading = literal(content, stretch.offset() - at, reading);
            if (!reading) {
                operation('r', source);
                reading = true;
            }
            operation('w', stretch.length(), stretch.oldOffset());
            content.skipNBytes(stretch.length());
            at = stretch.offset() + stretch.length();
        }
        boolean left = literal(content, file.size() - at, reading);
        if (left) {
            operation('R');
        }
        operation('c');
    }

    /// Adds bytes of the new content as they are.
    ///
    /// @return whether the old file is still the source afterwards
    private boolean literal(InputStream content, long length, boolean reading) throws IOException {
        if (length == 0) {
            return reading;
        }
        if (reading) {
            operation('R');
        }
        operation('w', length, data.size());
        copy(content, length);
        return false;
    }

    /// Adds a file that a patch makes of an old one.
    void patched(FileInfo file, Digest old, byte[] patch) throws IOException {
        begin(file);
        operation('r', data.size());
        data.write(old.raw());
        operation('o', mode(file), xattrs(file), file.size());
        operation('B', data.size(), patch.length);
        data.write(patch);
        operation('c');
        operation('R');
    }

    private void begin(FileInfo file) {
        begin(new ObjectName(ObjectType.FILE, file.checksum()), file.size());
    }

    private void begin(ObjectName name, long size) {
        objects.add(name);
        objectsSize += size;
    }

    private int mode(FileInfo file) {
        FileHeader header = file.header();
        return modes.computeIfAbsent(new Mode(header.uid(), header.gid(), header.mode()), key -> modes.size());
    }

    private int xattrs(FileInfo file) {
        return xattrs.computeIfAbsent(file.header().xattrs(), key -> xattrs.size());
    }

    private void copy(InputStream content, long length) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = length;
        while (left > 0) {
            int n = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new IOException(objects.getLast() + " ends " + left + " bytes early");
            }
            data.write(buffer, 0, n);
            left -= n;
        }
    }

    private void operation(char code, long... arguments) {
        operations.write(code);
        for (long argument : arguments) {
            long left = argument;
            while (left >= 0x80) {
                operations.write((int) (left & 0x7f) | 0x80);
                left >>>= 7;
            }
            operations.write((int) left);
        }
    }

    /// All of it, as it is compressed. Usable until this is closed.
    Rope payload() {
        ByteBuffer modeList = ByteBuffer.allocate(12 * modes.size());
        modes.keySet()
                .forEach(mode -> modeList.putInt(mode.uid()).putInt(mode.gid()).putInt(mode.mode()));
        Variant xattrList = new Variant.Sequence(
                XATTRS, xattrs.keySet().stream().map(Xattrs::toVariant).toList());
        return Rope.tuple(
                MEMBERS,
                List.of(
                        Rope.of(modeList.array()),
                        Rope.of(xattrList.encode()),
                        Rope.of(data),
                        Rope.of(operations.toByteArray())));
    }

    @Override
    public void close() throws IOException {
        data.close();
    }
}
