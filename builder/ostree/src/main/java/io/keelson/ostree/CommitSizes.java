package io.keelson.ostree;

import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantFormatException;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The list of a commit's objects and their sizes that archives may carry in the metadata of commits, so
/// that clients know beforehand how much they will fetch.
public final class CommitSizes {
    /// The key in a commit's metadata.
    public static final String KEY = "ostree.sizes";

    private static final VariantType ELEMENT = VariantType.of("ay");
    private static final int MAX_SHIFT = 63;

    private CommitSizes() {}

    /// One object.
    ///
    /// @param archived bytes in an archive
    /// @param unpacked bytes of the content, or of the target of a symbolic link
    public record Entry(ObjectName name, long archived, long unpacked) {}

    /// What a commit says.
    ///
    /// @throws KeelsonException when it says nothing, or nothing that can be understood
    public static List<Entry> of(Commit commit) {
        Variant sizes = commit.metadata().get(KEY);
        if (sizes == null) {
            throw new KeelsonException("No metadata key " + KEY + " in commit");
        }
        try {
            return sizes.children().stream()
                    .map(entry -> decode(ByteBuffer.wrap(entry.asBytes())))
                    .toList();
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw new KeelsonException("Invalid " + KEY + " in commit: " + e.getMessage(), e);
        }
    }

    private static Entry decode(ByteBuffer bytes) {
        if (bytes.remaining() < Digest.BYTES) {
            throw new VariantFormatException("an entry of " + bytes.remaining() + " bytes");
        }
        byte[] checksum = new byte[Digest.BYTES];
        bytes.get(checksum);
        long archived = varint(bytes);
        long unpacked = varint(bytes);
        // Old producers listed files only, and did not say so.
        int type = bytes.hasRemaining() ? bytes.get() : ObjectType.FILE.number();
        return new Entry(new ObjectName(type(type), Names.digest(checksum)), archived, unpacked);
    }

    private static ObjectType type(int number) {
        return Arrays.stream(ObjectType.values())
                .filter(type -> type.number() == number)
                .findFirst()
                .orElseThrow(() -> new VariantFormatException("unknown type of object " + number));
    }

    /// Seven bits in each byte, the least significant first.
    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift <= MAX_SHIFT && bytes.hasRemaining(); shift += 7) {
            int next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new VariantFormatException("a size does not end");
    }

    /// Measures everything below a root directory whose objects are in the repository or staged.
    static Variant measure(Repository repo, Transaction transaction, DirTree.Sub root) throws IOException {
        SortedSet<ObjectName> names = new TreeSet<>();
        collect(repo, transaction, root, names);
        List<Variant> entries = new ArrayList<>(names.size());
        for (ObjectName name : names) {
            entries.add(Variant.of(encode(measure(repo, transaction, name))));
        }
        return new Variant.Sequence(ELEMENT, entries);
    }

    private static void collect(Repository repo, Transaction transaction, DirTree.Sub dir, SortedSet<ObjectName> names)
            throws IOException {
        names.add(new ObjectName(ObjectType.DIRMETA, dir.meta()));
        ObjectName tree = new ObjectName(ObjectType.DIRTREE, dir.tree());
        if (!names.add(tree)) {
            return;
        }
        DirTree content = DirTree.decode(Files.readAllBytes(place(repo, transaction, tree)));
        content.files().values().forEach(file -> names.add(new ObjectName(ObjectType.FILE, file)));
        for (Map.Entry<String, DirTree.Sub> child : content.dirs().entrySet()) {
            collect(repo, transaction, child.getValue(), names);
        }
    }

    private static Path place(Repository repo, Transaction transaction, ObjectName name) throws IOException {
        Path staged = transaction.stagedPlace(name);
        if (staged != null) {
            return staged;
        }
        Repository at = repo;
        for (Repository parent = repo.parent(); parent != null && !at.hasOwn(name); parent = parent.parent()) {
            at = parent;
        }
        return at.place(name);
    }

    private static Entry measure(Repository repo, Transaction transaction, ObjectName name) throws IOException {
        Path file = place(repo, transaction, name);
        long stored = Files.size(file);
        if (name.type() != ObjectType.FILE) {
            return new Entry(name, stored, stored);
        }
        try (FileObject object = repo.format().open(file)) {
            byte[] target = object.header().symlink().getBytes(StandardCharsets.UTF_8);
            return new Entry(name, stored, object.header().isSymlink() ? target.length : object.size());
        }
    }

    private static byte[] encode(Entry entry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(entry.name().checksum().raw());
        varint(out, entry.archived());
        varint(out, entry.unpacked());
        out.write(entry.name().type().number());
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left > 0x7f) {
            out.write((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write((int) left);
    }
}
