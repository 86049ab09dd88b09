package io.keelson.compose.sandbox;

import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.tree.TreeEditor;
import io.keelson.release.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a [LowerTree] holds, as bytes: kinds, permissions, digests and targets, behind their own digest.
final class LowerListing {
    private static final int DIRECTORY = 'd';
    private static final int FILE = 'f';
    private static final int LINK = 'l';

    private LowerListing() {}

    static byte[] encode(FileTree plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(plain.root().meta().mode());
        try {
            plain.walk((path, entry) -> write(out, path, entry));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        byte[] body = bytes.toByteArray();
        byte[] whole = Arrays.copyOf(Digest.of(body).raw(), Digest.BYTES + body.length);
        System.arraycopy(body, 0, whole, Digest.BYTES, body.length);
        return whole;
    }

    private static void write(DataOutputStream out, String path, Entry entry) {
        try {
            out.writeUTF(path);
            out.writeShort(entry.meta().mode());
            switch (entry) {
                case Entry.Dir _ -> out.writeByte(DIRECTORY);
                case Entry.Link link -> {
                    out.writeByte(LINK);
                    out.writeUTF(link.target());
                }
                case Entry.File file -> {
                    out.writeByte(FILE);
                    out.write(file.content().raw());
                    out.writeLong(file.size());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tree again, or null when the bytes are not whole, as after a power cut.
    static @Nullable FileTree decode(byte[] whole) throws IOException {
        if (whole.length < Digest.BYTES) {
            return null;
        }
        byte[] body = Arrays.copyOfRange(whole, Digest.BYTES, whole.length);
        if (!Digest.of(body).equals(Digest.ofRaw(Arrays.copyOf(whole, Digest.BYTES)))) {
            return null;
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        TreeEditor editor = new FileTree(Entry.Dir.empty(Meta.root(in.readShort()))).edit();
        while (in.available() > 0) {
            read(in, editor);
        }
        return editor.build();
    }

    private static void read(DataInputStream in, TreeEditor editor) throws IOException {
        String path = in.readUTF();
        Meta meta = Meta.root(in.readShort());
        int type = in.readByte();
        switch (type) {
            case DIRECTORY -> editor.putDir(path, meta);
            case LINK -> editor.put(path, new Entry.Link(meta, in.readUTF()));
            case FILE ->
                editor.put(path, new Entry.File(meta, Digest.ofRaw(in.readNBytes(Digest.BYTES)), in.readLong()));
            default -> throw new IOException("unknown entry type " + type);
        }
    }
}
