package io.keelson.compose.treefile;

import io.keelson.release.Spelling;
import java.util.List;
import java.util.Optional;

/// What `keelson treefile explain` tells of a key.
///
/// @param otherSpellings older names, accepted too
/// @param type what values it takes
/// @param byDefault what holds without it
/// @param meaning one sentence or two
/// @param note what surprises, and where Keelson differs from rpm-ostree; may be empty
public record KeyInfo(
        String name,
        List<String> otherSpellings,
        String type,
        String byDefault,
        Merge merge,
        boolean takesVariables,
        String meaning,
        String note) {

    /// All keys of an image, in the order of the flattened treefile.
    public static List<KeyInfo> all() {
        return Keys.all().stream().<KeyInfo>map(KeyInfo::of).toList();
    }

    /// The key with this name or older name; `packages-ARCH` is described by `packages`.
    public static Optional<KeyInfo> find(String spelling) {
        Optional<KeyInfo> key = Keys.find(spelling).map(KeyInfo::of);
        boolean arch = spelling.startsWith("packages-") && !isClientOnly(spelling);
        return key.isEmpty() && arch ? Optional.of(of(Keys.PACKAGES)) : key;
    }

    /// Whether it is a key that a treefile can have on a host, but not in a compose.
    public static boolean isClientOnly(String spelling) {
        return Keys.CLIENT_ONLY.contains(spelling);
    }

    /// The key that was probably meant.
    public static Optional<String> nearest(String misspelt) {
        return Spelling.nearest(misspelt, Keys.spellings());
    }

    private static <T> KeyInfo of(Key<T> key) {
        return new KeyInfo(
                key.name(),
                key.otherSpellings(),
                key.type().expected(),
                byDefault(key),
                key.merge(),
                key.isTemplate(),
                key.meaning(),
                key.note());
    }

    private static <T> String byDefault(Key<T> key) {
        String first = written(key, Edition.E2014);
        return key.dependsOnEdition() ? first + "; " + written(key, Edition.E2024) + " from edition 2024 on" : first;
    }

    private static <T> String written(Key<T> key, Edition edition) {
        return key.defaultIn(edition)
                .map(value -> Flattened.text(key.type().write(value), false))
                .orElse(key.defaultNote().isEmpty() ? "empty" : key.defaultNote());
    }
}
