package io.keelson.packages.deb;

import java.io.InputStream;
import java.net.URI;

/// An uncompressed `Packages` file and where it came from.
///
/// @param repo short name of the repository, as it stands in a lockfile
/// @param base what the `Filename` fields are relative to
/// @param priority as apt's pin priority: a higher one wins over a newer version; 500 is usual
/// @param name what errors call the file
/// @param content read to its end, closed by whoever opened it
public record PackagesFile(String repo, URI base, int priority, String name, InputStream content) {
    /// The priority of a repository that nothing is said about.
    public static final int USUAL = 500;

    /// A file of usual priority, named after its repository.
    public PackagesFile(String repo, URI base, InputStream content) {
        this(repo, base, USUAL, repo + " Packages", content);
    }

    Origin origin() {
        return new Origin(repo, base, priority);
    }
}
