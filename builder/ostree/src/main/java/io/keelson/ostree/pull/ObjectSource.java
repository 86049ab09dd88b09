package io.keelson.ostree.pull;

import io.keelson.ostree.ObjectImport;
import io.keelson.ostree.ObjectName;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.Optional;

/// Where objects come from.
sealed interface ObjectSource permits LocalSource, HttpSource {
    /// Brings an object; false when it is not there.
    boolean bring(ObjectName name, ObjectImport into) throws IOException;

    /// What to say of an object that is not there.
    String absence(ObjectName name);

    /// The detached metadata of a commit, as it is stored.
    Optional<byte[]> detached(Digest commit) throws IOException;

    /// Whether a history may end before this commit, which is not there. Where a summary says that removed
    /// commits leave tombstones, it has to have one.
    boolean mayLack(Digest commit, ObjectImport into) throws IOException;

    /// Whether objects come from this machine.
    boolean isLocal();
}
