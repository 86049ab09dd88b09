package io.keelson.ostree.pull;

import java.util.List;

/// How much of what a ref leads to is fetched.
///
/// @param depth how many commits before the one that is asked for; -1 for all there are
/// @param commitsOnly whether only commits are fetched, without any directory or file
/// @param subpaths absolute paths that are fetched with what is below and above; all when empty
public record PullScope(int depth, boolean commitsOnly, List<String> subpaths) {
    /// One commit and everything it consists of.
    public static final PullScope COMMIT = new PullScope(0, false, List.of());

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException when a path is not absolute, or the depth below -1
    public PullScope {
        subpaths = List.copyOf(subpaths);
        if (depth < -1) {
            throw new IllegalArgumentException("depth " + depth + " is below -1");
        }
        for (String path : subpaths) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("subpath " + path + " is not absolute");
            }
        }
    }

    /// Whether commits that are fetched so are complete.
    boolean isWhole() {
        return !commitsOnly && subpaths.isEmpty();
    }

    /// Whether a file, or a directory, is wanted: it lies below one of the paths, or is one, or is a
    /// directory that leads to one.
    boolean wants(String path, boolean directory) {
        return subpaths.isEmpty() || subpaths.stream().anyMatch(wanted -> matches(path, wanted, directory));
    }

    private static boolean matches(String path, String wanted, boolean directory) {
        if (wanted.startsWith(path)) {
            return wanted.length() == path.length() || (directory && wanted.charAt(path.length()) == '/');
        }
        return path.startsWith(wanted) && path.charAt(wanted.length()) == '/';
    }
}
