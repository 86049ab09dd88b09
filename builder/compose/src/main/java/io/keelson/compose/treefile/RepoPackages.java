package io.keelson.compose.treefile;

import java.util.List;

/// Packages that must come from one repository. Sorted; a package is pinned once in a treefile.
public record RepoPackages(String repo, List<Requested> packages, Origin origin) {
    public RepoPackages {
        packages = List.copyOf(packages);
    }
}
