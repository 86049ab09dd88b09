package io.keelson.compose.treefile;

/// How the values of an including and an included treefile become one.
public enum Merge {
    /// The includer's value stays; of two included files, the earlier one's.
    FIRST("the first wins: the including file beats the included, an earlier include beats a later one"),
    /// Both lists: the included one first, then the includer's; later includes before earlier ones.
    APPEND("lists are joined: the included entries come before those of the including file"),
    /// Both mappings; on a common name the includer's value stays.
    MAP("mappings are joined; on a common name the including file wins"),
    /// Both sets, sorted.
    UNION("sets are joined and sorted"),
    /// Used while loading, and gone afterwards.
    CONSUMED("used while loading; not part of the result");

    private final String meaning;

    Merge(String meaning) {
        this.meaning = meaning;
    }

    /// The rule as a sentence for the user.
    public String meaning() {
        return meaning;
    }
}
