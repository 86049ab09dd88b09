package io.keelson.ostree.upkeep;

import io.keelson.ostree.CollectionRefs;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Reachable;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Which commits are kept.
public sealed interface Policy {
    /// Adds to `kept` what is kept.
    ///
    /// @param all the objects of the repository
    void collect(Repository repo, Collection<ObjectName> all, Reachable kept) throws IOException;

    /// Every commit, whether a ref points at it or not.
    ///
    /// @param depth how many commits before each, or [Reachable#ALL]; they are kept for their own sake anyway
    record EveryCommit(int depth) implements Policy {
        @Override
        public void collect(Repository repo, Collection<ObjectName> all, Reachable kept) throws IOException {
            for (ObjectName name : all) {
                if (name.type() == ObjectType.COMMIT) {
                    kept.add(name.checksum(), depth);
                }
            }
        }
    }

    /// The commits that refs point at, and so many before each.
    ///
    /// @param depth how many, or [Reachable#ALL]
    record Refs(int depth) implements Policy {
        @Override
        public void collect(Repository repo, Collection<ObjectName> all, Reachable kept) throws IOException {
            for (Digest commit : repo.refs().list().values()) {
                kept.add(commit, depth);
            }
            keepCollections(repo, depth, kept);
        }
    }

    /// The commits that refs point at, and before each as many as is said for its branch.
    ///
    /// @param depths branches with a depth of their own
    /// @param only the branches that anything is taken from, all others stay whole; empty for all branches
    /// @param youngerThan if given, branches without a depth of their own keep what is not older than this
    /// @param depth what is kept of all other branches
    record Branches(Map<String, Integer> depths, Set<String> only, OptionalLong youngerThan, int depth)
            implements Policy {
        /// Copies the collections.
        public Branches {
            depths = Map.copyOf(depths);
            only = Set.copyOf(only);
        }

        @Override
        public void collect(Repository repo, Collection<ObjectName> all, Reachable kept) throws IOException {
            for (Map.Entry<String, Digest> ref : repo.refs().list().entrySet()) {
                String branch = ref.getKey();
                boolean untouched = !only.isEmpty() && !only.contains(branch);
                if (depths.containsKey(branch) || untouched) {
                    kept.add(ref.getValue(), depths.getOrDefault(branch, Reachable.ALL));
                } else if (youngerThan.isPresent()) {
                    keepYoung(repo, ref.getValue(), youngerThan.getAsLong(), kept);
                } else {
                    kept.add(ref.getValue(), depth);
                }
            }
            // What a mirrored ref points at is never taken away; how far back it goes is no branch's matter.
            keepCollections(repo, 0, kept);
        }

        /// The tip stays however old it is.
        private static void keepYoung(Repository repo, Digest tip, long since, Reachable kept) throws IOException {
            kept.add(tip, 0);
            Digest at = tip;
            while (at != null && repo.has(new ObjectName(ObjectType.COMMIT, at))) {
                var commit = repo.readCommit(at);
                if (Long.compareUnsigned(commit.timestamp(), since) < 0) {
                    return;
                }
                kept.add(at, 0);
                at = commit.parent();
            }
        }
    }

    private static void keepCollections(Repository repo, int depth, Reachable kept) throws IOException {
        for (Digest commit :
                repo.collectionRefs().list(CollectionRefs.Scope.WITHOUT_REMOTES).values()) {
            kept.add(commit, depth);
        }
    }
}
