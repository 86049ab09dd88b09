package io.keelson.ostree;

import io.keelson.release.Digest;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which way a static delta leads. Ordered by the commit it leads to, then by where it starts.
///
/// @param from the commit that the receiver has, or null when it needs none
public record DeltaName(@Nullable Digest from, Digest to) implements Comparable<DeltaName> {
    private static final Comparator<DeltaName> ORDER = Comparator.comparing(DeltaName::to)
            .thenComparing(DeltaName::from, Comparator.nullsFirst(Comparator.naturalOrder()));

    /// Length of a checksum in Base64 without padding.
    private static final int CODE = 43;

    /// Reads `TO` or `FROM-TO`.
    ///
    /// @throws IllegalArgumentException when `text` is something else
    public static DeltaName parse(String text) {
        int dash = text.indexOf('-');
        String to = text.substring(dash + 1);
        if (!Digest.isHex(to) || (dash >= 0 && !Digest.isHex(text.substring(0, dash)))) {
            throw new IllegalArgumentException("Invalid static delta name '" + text + "'");
        }
        return new DeltaName(dash < 0 ? null : Digest.parse(text.substring(0, dash)), Digest.parse(to));
    }

    /// Its directory below `deltas/`.
    public String path() {
        return from == null ? split(code(to)) : split(code(from) + "-" + code(to));
    }

    /// Where the list of all deltas that lead to `commit` lies, below `delta-indexes/`.
    public static String indexPath(Digest commit) {
        return split(code(commit)) + ".index";
    }

    /// Reads the two names of a path; empty when that is no delta's.
    static Optional<DeltaName> ofPath(String directory, String name) {
        String joined = directory + name;
        int dash = joined.length() == CODE ? -1 : CODE;
        if (dash > 0 && (joined.length() != 2 * CODE + 1 || joined.charAt(dash) != '-')) {
            return Optional.empty();
        }
        Optional<Digest> from = dash < 0 ? Optional.empty() : decode(joined.substring(0, dash));
        boolean halfRead = dash > 0 && from.isEmpty();
        return halfRead
                ? Optional.empty()
                : decode(joined.substring(dash + 1)).map(to -> new DeltaName(from.orElse(null), to));
    }

    private static String split(String code) {
        return code.substring(0, 2) + "/" + code.substring(2);
    }

    private static String code(Digest checksum) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(checksum.raw())
                .replace('/', '_');
    }

    private static Optional<Digest> decode(String code) {
        try {
            Digest checksum = Digest.ofRaw(Base64.getDecoder().decode(code.replace('_', '/')));
            return code(checksum).equals(code) ? Optional.of(checksum) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(DeltaName other) {
        return ORDER.compare(this, other);
    }

    /// `TO` or `FROM-TO`.
    @Override
    public String toString() {
        return from == null ? to.hex() : from.hex() + "-" + to.hex();
    }
}
