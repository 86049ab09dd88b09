package io.keelson.packages.deb;

import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.nio.ByteBuffer;
import java.util.List;

/// One package of an index. Name, version and architecture are at hand; everything else is read
/// from the index at each call.
public final class DebPackage {
    private final DebIndex index;
    private final int row;
    private final String name;
    private final String version;
    private final String arch;

    DebPackage(DebIndex index, int row) {
        this.index = index;
        this.row = row * Layout.ROW;
        this.name = string(Layout.NAME);
        this.version = string(Layout.PACKAGE_VERSION);
        this.arch = string(Layout.ARCH);
    }

    /// The package's own name.
    public String name() {
        return name;
    }

    /// The whole version, with epoch and revision.
    public String version() {
        return version;
    }

    /// The architecture, or `all`.
    public String arch() {
        return arch;
    }

    /// The repository it comes from.
    public Origin origin() {
        return index.origin();
    }

    /// Where the `.deb` is.
    public String url() {
        return index.origin().url(string(Layout.FILENAME));
    }

    /// Length of the `.deb` in bytes.
    public long size() {
        return index.rows().getLong(row + Layout.SIZE);
    }

    /// Digest of the `.deb`.
    public Digest sha256() {
        byte[] raw = new byte[Digest.BYTES];
        index.rows().get(row + Layout.SHA256, raw);
        return Digest.ofRaw(raw);
    }

    /// `Essential: yes`.
    public boolean essential() {
        return (flags() & Layout.ESSENTIAL_FLAG) != 0;
    }

    /// `Protected: yes`, or `Important: yes` as it was called before.
    public boolean isProtected() {
        return (flags() & Layout.PROTECTED_FLAG) != 0;
    }

    /// How it behaves beside other architectures.
    public MultiArch multiArch() {
        return MultiArch.of((flags() >>> Layout.MULTI_ARCH_SHIFT) & 3);
    }

    /// 0 for `required` to 4 for `extra`, 5 when none is stated.
    public int priority() {
        return (flags() >>> Layout.PRIORITY_SHIFT) & 7;
    }

    /// A field that speaks of other packages, as it stands in the file; empty when there is none.
    public String text(RelationField field) {
        return string(field.slot());
    }

    /// The same, read. Restrictions are tested with `nativeArch` when this package is for `all`.
    ///
    /// @throws KeelsonException when the field is malformed
    public List<Clause> relations(RelationField field, String nativeArch) {
        String text = text(field);
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            return Relations.parse(text, arch.equals("all") ? nativeArch : arch);
        } catch (IllegalArgumentException e) {
            throw new KeelsonException(
                    "package " + this + " of " + origin().repo() + ": field " + field.label() + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DebPackage that && index == that.index && row == that.row;
    }

    @Override
    public int hashCode() {
        return row * 31 + System.identityHashCode(index);
    }

    /// Name and version, as messages have it.
    @Override
    public String toString() {
        return name + " " + version;
    }

    private int flags() {
        return index.rows().getInt(row + Layout.FLAGS);
    }

    private String string(int slot) {
        ByteBuffer rows = index.rows();
        int ref = rows.getInt(row + slot);
        return ref == 0 ? "" : index.string(ref);
    }
}
