package io.keelson.ostree;

/// How directories on disk are read into a commit.
///
/// @param consume whether what was read is removed once the commit is there
/// @param links what is made of files that are hard links to objects of the repository
public record ImportOptions(boolean consume, Links links) {
    /// Every file is read, and stays.
    public static final ImportOptions DEFAULT = new ImportOptions(false, Links.READ);

    /// What is made of files that are hard links to objects of the repository, as a checkout makes them.
    public enum Links {
        /// They are read like any other.
        READ,
        /// They are the objects, with the owners and attributes of those, unless the filter changes them.
        KNOWN,
        /// They are the objects, whatever the filter says.
        CANONICAL
    }
}
