package io.keelson.ostree.delta;

import io.keelson.ostree.ObjectName;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Transaction;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;

/// Makes the objects of parts. Parts do not depend on each other: several threads may execute several
/// of them at once, in any order, with one executor.
///
/// ```java
/// try (Superblock delta = Superblock.parse(bytes)) {
///     PartExecutor executor = new PartExecutor(repo, transaction);
///     transaction.writeMetadata(ObjectType.COMMIT, delta.commit());
///     for (PartHeader part : delta.parts()) {
///         if (!executor.hasAll(part)) {
///             try (InputStream in = delta.inlinePart(part.index()).orElseGet(() -> fetch(part))) {
///                 executor.execute(part, in);
///             }
///         }
///     }
///     // then the delta.fallbacks(), as plain objects
/// }
/// ```
public final class PartExecutor {
    /// The newest format that we know.
    static final int VERSION = 0;

    private final Repository repo;
    private final Transaction transaction;

    /// @param repo has the objects of the commit that the delta starts from
    /// @param transaction of `repo`, gets the new objects; committing it is the caller's
    public PartExecutor(Repository repo, Transaction transaction) {
        this.repo = repo;
        this.transaction = transaction;
    }

    /// Whether there is nothing to gain from a part.
    public boolean hasAll(PartHeader part) {
        for (ObjectName name : part.objects()) {
            if (!transaction.has(name) && !repo.has(name)) {
                return false;
            }
        }
        return true;
    }

    /// Reads a part to its end and makes those of its objects that are missing. Nothing is believed: the
    /// checksum of the part is compared before anything else is done with it, then every offset is checked,
    /// and the checksum of each object. `in` is not closed.
    ///
    /// At most about 20 MB of memory are needed, whatever the sizes; more is kept in files without a name.
    ///
    /// @throws KeelsonException when the part is malformed or does not make what the header says; what it
    ///         made before that is in the transaction under its right name, so giving up means not to commit
    public void execute(PartHeader part, InputStream in) throws IOException {
        if (Integer.compareUnsigned(part.version(), VERSION) > 0) {
            throw new KeelsonException("Delta part has too new version " + Integer.toUnsignedString(part.version()));
        }
        try (PartPayload payload = PartPayload.read(part, in, repo.path().resolve("tmp"))) {
            if (!part.objects().isEmpty()) {
                new PartExecution(repo, transaction, part, payload).run();
            }
        } catch (KeelsonException e) {
            throw new KeelsonException("Executing delta part " + part.index() + ": " + e.getMessage(), e);
        }
    }
}
