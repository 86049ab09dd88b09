package io.keelson.ostree.upkeep;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.CollectionRefs;
import io.keelson.ostree.DeltaName;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Reachable;
import io.keelson.ostree.Removal;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Removes what nothing refers to: objects, static deltas and cached summaries. Commits go first,
/// so that one which is still there has all that it consists of, even if this is killed.
public final class Prune {
    /// What is listed: metadata that is named after something else belongs to a commit.
    private static final Set<ObjectType> COUNTED = EnumSet.of(
            ObjectType.FILE, ObjectType.DIRTREE, ObjectType.DIRMETA, ObjectType.COMMIT, ObjectType.PAYLOAD_LINK);

    private final Repository repo;
    private final boolean dryRun;
    private final boolean commitsOnly;

    /// What was found and removed.
    ///
    /// @param total objects that were looked at
    /// @param removed objects that were, or would have been, removed
    /// @param bytes that they took on disk
    public record Result(long total, long removed, long bytes) {}

    /// @param dryRun whether objects are only counted and nothing is removed
    /// @param commitsOnly whether other objects than commits stay, whatever refers to them
    public Prune(Repository repo, boolean dryRun, boolean commitsOnly) {
        this.repo = repo;
        this.dryRun = dryRun;
        this.commitsOnly = commitsOnly;
    }

    /// Keeps what a policy wants.
    public Result run(Policy policy) throws IOException {
        return run(policy, null);
    }

    /// Removes one commit and then what is no longer needed. What the commit consists of is needed
    /// as long as another commit has it.
    ///
    /// @param doomed the commit, or null for none
    /// @throws KeelsonException when a ref points at the commit
    public Result run(Policy policy, @Nullable Digest doomed) throws IOException {
        try (Removal removal = repo.beginRemoval()) {
            if (doomed != null) {
                delete(removal, doomed);
            }
            Collection<ObjectName> all = listed();
            Reachable kept = new Reachable(repo, commitsOnly ? Reachable.Scope.COMMITS : Reachable.Scope.OBJECTS);
            policy.collect(repo, all, kept);
            List<ObjectName> rest =
                    all.stream().filter(name -> !kept.names().contains(name)).toList();
            long bytes = 0;
            for (ObjectName name : rest) {
                bytes += removal.size(name);
            }
            if (!dryRun) {
                remove(removal, rest);
                removeDeltas(null);
                SummaryCache.removeOrphans(repo);
            }
            return new Result(all.size(), rest.size(), bytes);
        }
    }

    private void delete(Removal removal, Digest commit) throws IOException {
        for (Map.Entry<String, Digest> ref : repo.refs().list().entrySet()) {
            expectOther(commit, ref.getValue(), "'" + ref.getKey() + "'");
        }
        for (Map.Entry<CollectionRef, Digest> ref :
                repo.collectionRefs().list(CollectionRefs.Scope.WITHOUT_REMOTES).entrySet()) {
            expectOther(commit, ref.getValue(), ref.getKey().toString());
        }
        ObjectName name = new ObjectName(ObjectType.COMMIT, commit);
        if (!repo.has(name)) {
            throw new KeelsonException("Deleting object " + name + ": No such file or directory");
        }
        repo.configure("core", "tombstone-commits", "true");
        removal.delete(name);
        removal.sync();
    }

    private static void expectOther(Digest doomed, Digest commit, String ref) {
        if (doomed.equals(commit)) {
            throw new KeelsonException("Commit '" + doomed + "' is referenced by " + ref);
        }
    }

    private Collection<ObjectName> listed() throws IOException {
        return repo.objectNames().stream()
                .filter(name -> commitsOnly ? name.type() == ObjectType.COMMIT : COUNTED.contains(name.type()))
                .sorted()
                .toList();
    }

    private static void remove(Removal removal, List<ObjectName> names) throws IOException {
        for (ObjectType type : List.of(ObjectType.COMMIT, ObjectType.DIRTREE)) {
            for (ObjectName name : names) {
                if (name.type() == type) {
                    removal.delete(name);
                }
            }
            removal.sync();
        }
        for (ObjectName name : names) {
            if (name.type() != ObjectType.COMMIT && name.type() != ObjectType.DIRTREE) {
                removal.delete(name);
            }
        }
        removal.sync();
    }

    /// Removes static deltas: those that lead to `commit`, and nothing else.
    public static void deltasTo(Repository repo, Digest commit) throws IOException {
        try (Removal removal = repo.beginRemoval()) {
            new Prune(repo, false, false).removeDeltas(commit);
            removal.sync();
        }
    }

    private void removeDeltas(@Nullable Digest to) throws IOException {
        for (DeltaName delta : repo.deltas().list()) {
            boolean unwanted =
                    to == null ? !repo.has(new ObjectName(ObjectType.COMMIT, delta.to())) : to.equals(delta.to());
            if (unwanted) {
                repo.deltas().delete(delta);
            }
        }
    }
}
