package io.keelson.ostree.delta;

import io.keelson.ostree.DeltaName;
import io.keelson.ostree.variant.Variant;
import io.keelson.ostree.variant.VariantType;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The head of a static delta: which way it leads, the target commit itself, and what its parts are.
/// Everything is checked when it is read, except the signatures: those are for the reader to judge.
///
/// Close it when no inline part is read any more; the other values stay valid.
public final class Superblock implements AutoCloseable {
    static final VariantType PART = VariantType.of("(yay)");
    static final VariantType PART_HEADER = VariantType.of("(uayttay)");
    static final VariantType FALLBACK = VariantType.of("(yaytt)");
    static final String ENDIANNESS = "ostree.endianness";

    static final List<VariantType> MEMBERS = List.of(
            Variant.DICTIONARY,
            VariantType.Basic.UINT64,
            Variant.BYTES,
            Variant.BYTES,
            VariantType.of("(a{sv}aya(say)sstayay)"),
            Variant.BYTES,
            new VariantType.Array(PART_HEADER),
            new VariantType.Array(FALLBACK));
    static final VariantType METADATA_ENTRY = VariantType.of("{sv}");
    static final List<VariantType> METADATA_PAIR = List.of(VariantType.Basic.STRING, VariantType.Basic.VARIANT);

    /// More than any commit or list of objects has.
    private static final long MAX_MEMBER = 128 << 20;

    private final Blob blob;
    private final Frames frames;
    private final @Nullable Envelope envelope;
    private final Map<String, Frames.Boxed> metadata = new HashMap<>();
    private final DeltaName name;
    private final long timestamp;
    private final int parents;
    private final byte[] commit;
    private final Sizes sizes;
    private final List<PartHeader> parts;
    private final List<Fallback> fallbacks;

    private Superblock(Blob blob) {
        this.blob = blob;
        this.frames = new Frames(blob);
        this.envelope = Envelope.of(blob);
        List<Range> members = frames.tuple(envelope == null ? blob.all() : envelope.content(), MEMBERS);
        readMetadata(members.getFirst());
        this.timestamp = member(members, 1).asSwappedLong();
        byte[] from = member(members, 2).asBytes();
        this.name = new DeltaName(
                from.length == 0 ? null : Digest.ofRaw(from),
                Digest.ofRaw(member(members, 3).asBytes()));
        this.commit = blob.bytes(limited(members.get(4)));
        if (!Digest.of(commit).equals(name.to())) {
            throw new IllegalArgumentException("the commit in it is not " + name.to());
        }
        this.parents = member(members, 5).asBytes().length / (2 * Digest.BYTES);
        Variant headers = member(members, 6);
        this.sizes = Sizes.of(endiannessCode(), headers);
        this.parts = sizes.parts(headers);
        this.fallbacks = sizes.fallbacks(member(members, 7));
    }

    /// Reads a superblock.
    ///
    /// @throws KeelsonException when it is malformed
    public static Superblock parse(byte[] bytes) {
        return read(Blob.of(bytes), "static delta superblock");
    }

    /// Reads the superblock in a file, which may have inline parts larger than memory.
    ///
    /// @throws KeelsonException when it is malformed
    public static Superblock read(Path file) throws IOException {
        return read(Blob.of(file), file.toString());
    }

    private static Superblock read(Blob blob, String what) {
        try {
            return new Superblock(blob);
        } catch (IllegalArgumentException | ArithmeticException e) {
            blob.close();
            throw new KeelsonException("Invalid static delta superblock " + what + ": " + e.getMessage(), e);
        }
    }

    private void readMetadata(Range at) {
        for (Range entry : frames.array(at, METADATA_ENTRY)) {
            List<Range> pair = frames.tuple(entry, METADATA_PAIR);
            metadata.putIfAbsent(frames.text(pair.getFirst()), frames.boxed(pair.getLast()));
        }
    }

    private Variant member(List<Range> members, int index) {
        return Variant.decode(MEMBERS.get(index), blob.bytes(limited(members.get(index))));
    }

    private static Range limited(Range range) {
        if (range.length() > MAX_MEMBER) {
            throw new IllegalArgumentException("a member has " + range.length() + " bytes");
        }
        return range;
    }

    private @Nullable Integer endiannessCode() {
        Frames.Boxed value = metadata.get(ENDIANNESS);
        if (value == null || !value.type().equals("y") || value.content().length() != 1) {
            return null;
        }
        return blob.at(value.content().start());
    }

    /// Whether it has signatures, of whatever worth.
    public boolean isSigned() {
        return envelope != null;
    }

    /// The bytes that are signed.
    ///
    /// @throws KeelsonException when there are no signatures
    public byte[] signedBytes() {
        return blob.bytes(signed().content());
    }

    /// The signatures by the key of their kind, such as `ostree.sign.ed25519`.
    ///
    /// @throws KeelsonException when there are none
    public Map<String, Variant> signatures() {
        return signed().signatures();
    }

    private Envelope signed() {
        if (envelope == null) {
            throw new KeelsonException("no signatures in static-delta");
        }
        return envelope;
    }

    /// Which way the delta leads.
    public DeltaName name() {
        return name;
    }

    /// When it was made, in seconds after the epoch.
    public long timestamp() {
        return timestamp;
    }

    /// How many deltas would have to be applied before this one. libostree never writes any.
    public int parents() {
        return parents;
    }

    /// The target commit as it is stored; its checksum has been compared with the name.
    public byte[] commit() {
        return commit.clone();
    }

    /// The order of the bytes of sizes; empty when it is not said and could not be guessed.
    public Optional<Endianness> endianness() {
        return Optional.ofNullable(sizes.endianness());
    }

    /// Whether [#endianness()] is a guess from the sizes, as old deltas need.
    public boolean endiannessGuessed() {
        return sizes.guessed();
    }

    /// What the parts are.
    public List<PartHeader> parts() {
        return parts;
    }

    /// Objects that the parts do not bring.
    public List<Fallback> fallbacks() {
        return fallbacks;
    }

    /// The detached metadata of the target commit, as it is stored (`a{sv}`), if the delta brings it.
    public Optional<byte[]> detachedMetadata() {
        Frames.Boxed value = metadata.get("deltas/" + name.path() + "/commitmeta");
        if (value == null || !value.type().equals("a{sv}")) {
            return Optional.empty();
        }
        return Optional.of(blob.bytes(limited(value.content())));
    }

    /// A part that is in the superblock itself. Do not read it after [#close()].
    public Optional<InputStream> inlinePart(int index) {
        Frames.Boxed value = metadata.get("deltas/" + name.path() + "/" + index);
        if (value == null || !value.type().equals(PART.signature())) {
            return Optional.empty();
        }
        return Optional.of(blob.stream(value.content()));
    }

    @Override
    public void close() {
        blob.close();
    }
}
