package io.keelson.packages.resolve;

import io.keelson.packages.PackageLock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is wanted beside the requests.
///
/// @param arch the native architecture: `amd64`
/// @param foreignArchs further architectures whose packages may be installed, in order of preference
/// @param recommends whether `Recommends` are installed where they can be
/// @param essential whether the packages marked `Essential: yes` are installed without being asked for
/// @param exclude names or globs of packages that are never installed
/// @param repoPins package name to the one repository that it may come from
/// @param lock exact packages to take, or null
/// @param strict with a lock: nothing but its packages; else only packages whose names it holds are bound by it
public record ResolveOptions(
        String arch,
        List<String> foreignArchs,
        boolean recommends,
        boolean essential,
        Set<String> exclude,
        Map<String, String> repoPins,
        @Nullable PackageLock lock,
        boolean strict) {
    /// Makes the collections unmodifiable.
    public ResolveOptions {
        foreignArchs = List.copyOf(foreignArchs);
        exclude = Set.copyOf(exclude);
        repoPins = Map.copyOf(repoPins);
    }

    /// The smallest image of one architecture: essential packages, no recommended ones, no lock.
    public static ResolveOptions of(String arch) {
        return new ResolveOptions(arch, List.of(), false, true, Set.of(), Map.of(), null, false);
    }

    /// The same with further architectures.
    public ResolveOptions withForeignArchs(List<String> value) {
        return new ResolveOptions(arch, value, recommends, essential, exclude, repoPins, lock, strict);
    }

    /// The same with or without recommended packages.
    public ResolveOptions withRecommends(boolean value) {
        return new ResolveOptions(arch, foreignArchs, value, essential, exclude, repoPins, lock, strict);
    }

    /// The same with or without the essential packages.
    public ResolveOptions withEssential(boolean value) {
        return new ResolveOptions(arch, foreignArchs, recommends, value, exclude, repoPins, lock, strict);
    }

    /// The same with other names or globs that are never installed.
    public ResolveOptions withExclude(Set<String> value) {
        return new ResolveOptions(arch, foreignArchs, recommends, essential, value, repoPins, lock, strict);
    }

    /// The same with other pins.
    public ResolveOptions withRepoPins(Map<String, String> value) {
        return new ResolveOptions(arch, foreignArchs, recommends, essential, exclude, value, lock, strict);
    }

    /// The same bound by a lock.
    public ResolveOptions withLock(PackageLock value, boolean strictly) {
        return new ResolveOptions(arch, foreignArchs, recommends, essential, exclude, repoPins, value, strictly);
    }
}
