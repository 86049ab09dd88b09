package io.keelson.ostree.delta;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes superblocks.
///
/// @param commit the target as it is stored
/// @param detached what is said about it besides, as it is stored; empty when nothing is
record SuperblockWriter(
        DeltaName name,
        long timestamp,
        Rope commit,
        Rope detached,
        List<PartFile> parts,
        List<Fallback> fallbacks,
        DeltaOptions options) {
    /// A signature is made of bytes in memory.
    private static final long MAX_SIGNED = 1 << 30;

    void write(OutputStream out) throws IOException {
        Rope superblock = superblock();
        SuperblockSigner signer = options.signer();
        if (signer == null) {
            superblock.writeTo(out);
        } else {
            out.write(signed(superblock, signer));
        }
    }

    private static byte[] signed(Rope superblock, SuperblockSigner signer) throws IOException {
        if (superblock.size() > MAX_SIGNED) {
            throw new KeelsonException("A superblock of " + superblock.size() + " bytes is too large to be signed")
                    .withHint("do not put the parts into it");
        }
        ByteArrayOutputStream buffer = new ByteArrayOutputStream((int) superblock.size());
        superblock.writeTo(buffer);
        byte[] bytes = buffer.toByteArray();
        return Variant.tuple(Variant.swapped(Envelope.MAGIC), Variant.of(bytes), Variant.dictionary(signer.sign(bytes)))
                .encode();
    }

    private Rope superblock() {
        Digest from = name.from();
        return Rope.tuple(
                Superblock.MEMBERS,
                List.of(
                        metadata(),
                        Rope.of(Variant.swapped(timestamp).encode()),
                        Rope.of(from == null ? new byte[0] : from.raw()),
                        Rope.of(name.to().raw()),
                        commit,
                        Rope.of(new byte[0]),
                        Rope.of(headers().encode()),
                        Rope.of(fallbackList().encode())));
    }

    private Rope metadata() {
        List<Rope> entries = new ArrayList<>();
        Variant code =
                new Variant.Whole(VariantType.Basic.BYTE, options.endianness().code());
        entries.add(entry(Superblock.ENDIANNESS, Rope.of(code.encode()), code.type()));
        for (int i = 0; options.inline() && i < parts.size(); i++) {
            entries.add(entry(
                    "deltas/" + name.path() + "/" + i,
                    Rope.of(parts.get(i).file(), parts.get(i).size()),
                    Superblock.PART));
        }
        if (detached.size() > 0) {
            entries.add(entry("deltas/" + name.path() + "/commitmeta", detached, Variant.DICTIONARY));
        }
        return Rope.array(Superblock.METADATA_ENTRY, entries);
    }

    private static Rope entry(String key, Rope value, VariantType type) {
        Rope boxed = new Rope().add(value).add(("\0" + type.signature()).getBytes(StandardCharsets.US_ASCII));
        return Rope.tuple(
                Superblock.METADATA_PAIR, List.of(Rope.of((key + "\0").getBytes(StandardCharsets.US_ASCII)), boxed));
    }

    private Variant headers() {
        return new Variant.Sequence(
                Superblock.PART_HEADER, parts.stream().map(this::header).toList());
    }

    private Variant header(PartFile part) {
        ByteArrayOutputStream objects = new ByteArrayOutputStream();
        for (ObjectName object : part.objects()) {
            objects.write(object.type().number());
            objects.writeBytes(object.checksum().raw());
        }
        return Variant.tuple(
                Variant.u32(PartExecutor.VERSION),
                Variant.of(part.checksum().raw()),
                size(part.size()),
                size(part.objectsSize()),
                Variant.of(objects.toByteArray()));
    }

    private Variant fallbackList() {
        return new Variant.Sequence(
                Superblock.FALLBACK,
                fallbacks.stream()
                        .map(fallback -> Variant.tuple(
                                new Variant.Whole(
                                        VariantType.Basic.BYTE,
                                        fallback.object().type().number()),
                                Variant.of(fallback.object().checksum().raw()),
                                size(fallback.compressedSize()),
                                size(fallback.size())))
                        .toList());
    }

    private Variant size(long size) {
        return options.endianness() == Endianness.BIG ? Variant.swapped(size) : Variant.u64(size);
    }
}
