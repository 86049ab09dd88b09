package io.keelson.ostree;

import io.keelson.release.KeelsonException;
import java.util.Comparator;
import java.util.regex.Pattern;

/// A ref as all the world knows it: the collection whose it is, and its name there. Ordered by bytes.
///
/// @param collection a reversed domain name with at least one dot: `org.example.Os`
public record CollectionRef(String collection, String name) implements Comparable<CollectionRef> {
    private static final Pattern COLLECTION =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+", Pattern.DOTALL);
    private static final int MAX_LENGTH = 255;
    private static final Comparator<CollectionRef> ORDER = Comparator.comparing(
                    CollectionRef::collection, Names.BYTE_ORDER)
            .thenComparing(CollectionRef::name, Names.BYTE_ORDER);

    /// @throws KeelsonException when one of both cannot be such
    public CollectionRef {
        checkId(collection);
        RefName.checkedName(name);
    }

    /// Reads `COLLECTION:NAME`.
    ///
    /// @throws KeelsonException when `text` is something else
    public static CollectionRef parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new KeelsonException("Invalid collection–ref '" + text + "'").withHint("write COLLECTION-ID:NAME");
        }
        return new CollectionRef(text.substring(0, colon), text.substring(colon + 1));
    }

    /// Whether this could be the id of a collection.
    public static boolean isCollection(String id) {
        return id.length() <= MAX_LENGTH && COLLECTION.matcher(id).matches();
    }

    /// Refuses what cannot be the id of a collection.
    ///
    /// @throws KeelsonException when `id` cannot be one
    public static String checkId(String id) {
        if (!isCollection(id)) {
            throw new KeelsonException("Invalid collection ID " + id);
        }
        return id;
    }

    @Override
    public int compareTo(CollectionRef other) {
        return ORDER.compare(this, other);
    }

    /// As libostree writes it: `(org.example.Os, stable)`.
    @Override
    public String toString() {
        return "(" + collection + ", " + name + ")";
    }
}
