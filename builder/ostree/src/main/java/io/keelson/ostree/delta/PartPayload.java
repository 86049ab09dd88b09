package io.keelson.ostree.delta;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/// A part, decompressed: owners and modes, attributes, data, operations.
final class PartPayload implements AutoCloseable {
    private static final VariantType MODES = VariantType.of("a(uuu)");
    private static final VariantType XATTRS = VariantType.of("a(ayay)");
    private static final List<VariantType> MEMBERS =
            List.of(MODES, VariantType.of("aa(ayay)"), Variant.BYTES, Variant.BYTES);
    private static final int MODE = 12;

    /// What decompressing may take, in KiB: more than `xz -9` needs.
    private static final int MEMORY = 100 << 10;

    /// The data of a part may be more than its objects: patches have overhead, modes and attributes
    /// are not counted.
    private static final long OVERHEAD = 64L << 20;

    private final Blob blob;
    private final Range modes;
    private final List<Range> xattrs;
    private final Range data;
    private final Range operations;

    private PartPayload(Blob blob) {
        this.blob = blob;
        Frames frames = new Frames(blob);
        List<Range> members = frames.tuple(blob.all(), MEMBERS);
        this.modes = members.get(0);
        this.xattrs = frames.array(members.get(1), XATTRS);
        this.data = members.get(2);
        this.operations = members.get(3);
    }

    /// Reads a part to its end and compares its checksum.
    ///
    /// @param tmp for a file when the part is large
    /// @throws KeelsonException when it is not what the header says
    static PartPayload read(PartHeader header, InputStream in, Path tmp) throws IOException {
        MessageDigest digest = Digest.sha256();
        Blob blob = decompress(header, new DigestInputStream(in, digest), tmp);
        try {
            Digest actual = Digest.of(digest);
            if (!actual.equals(header.checksum())) {
                throw new KeelsonException(
                        "Checksum mismatch in static delta part; expected=" + header.checksum() + " actual=" + actual);
            }
            return new PartPayload(blob);
        } catch (IllegalArgumentException e) {
            blob.close();
            throw new KeelsonException("Invalid static delta part " + header.index() + ": " + e.getMessage(), e);
        } catch (KeelsonException e) {
            blob.close();
            throw e;
        }
    }

    private static Blob decompress(PartHeader header, InputStream in, Path tmp) throws IOException {
        String what = "Static delta part " + header.index();
        long limit = header.objectsSize() > Long.MAX_VALUE / 8 ? Long.MAX_VALUE : OVERHEAD + 4 * header.objectsSize();
        int compression = in.read();
        try {
            return switch (compression) {
                case 0 -> Blob.spool(in, limit, what, tmp);
                case 'x' -> Blob.spool(new XZInputStream(in, MEMORY), limit, what, tmp);
                case -1 -> throw new KeelsonException(what + " is empty");
                default -> throw new KeelsonException("Invalid compression type '" + compression + "'");
            };
        } catch (XZIOException | EOFException e) {
            throw new KeelsonException(what + " cannot be decompressed: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? "it ends too early" : e.getMessage();
    }

    Blob blob() {
        return blob;
    }

    long modeCount() {
        return modes.length() / MODE;
    }

    long xattrCount() {
        return xattrs.size();
    }

    long dataSize() {
        return data.length();
    }

    long operationsSize() {
        return operations.length();
    }

    Range operations() {
        return operations;
    }

    /// Bytes of the data.
    Range data(long offset, long length) {
        if (offset < 0 || length < 0 || offset > data.length() - length) {
            throw new KeelsonException(
                    "Invalid offset/length " + Long.toUnsignedString(offset) + "/" + Long.toUnsignedString(length));
        }
        return new Range(data.start() + offset, data.start() + offset + length);
    }

    /// Owner, group and mode number `index`.
    int[] mode(long index) {
        check(index, modeCount(), "mode");
        byte[] raw = blob.bytes(new Range(modes.start() + index * MODE, modes.start() + (index + 1) * MODE));
        int[] mode = new int[3];
        for (int i = 0; i < raw.length; i++) {
            mode[i / 4] = mode[i / 4] << 8 | (raw[i] & 0xff);
        }
        return mode;
    }

    /// Attributes number `index`, by name.
    Map<String, byte[]> xattrs(long index) {
        check(index, xattrCount(), "attributes");
        Map<String, byte[]> map = new TreeMap<>();
        for (Variant pair :
                Variant.decode(XATTRS, blob.bytes(xattrs.get((int) index))).children()) {
            map.put(pair.child(0).asByteString(), pair.child(1).asBytes());
        }
        return map;
    }

    private static void check(long index, long count, String what) {
        if (index < 0 || index >= count) {
            throw new KeelsonException(
                    "There are " + count + " " + what + ", not one with number " + Long.toUnsignedString(index));
        }
    }

    @Override
    public void close() {
        blob.close();
    }
}
