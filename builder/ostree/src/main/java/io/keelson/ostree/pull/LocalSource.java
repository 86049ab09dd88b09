package io.keelson.ostree.pull;

import io.keelson.ostree.DetachedMetadata;
import io.keelson.ostree.ObjectImport;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.Optional;

/// A repository on this machine.
record LocalSource(Repository repo) implements ObjectSource {
    @Override
    public boolean bring(ObjectName name, ObjectImport into) throws IOException {
        return into.from(repo, name);
    }

    @Override
    public String absence(ObjectName name) {
        return (name.type().isMetadata() ? "No such metadata object " : "Couldn't find file object ") + name;
    }

    @Override
    public Optional<byte[]> detached(Digest commit) throws IOException {
        return DetachedMetadata.bytes(repo, commit);
    }

    /// The tombstone is taken over: our own clients shall know as well.
    @Override
    public boolean mayLack(Digest commit, ObjectImport into) throws IOException {
        if (repo.has(new ObjectName(ObjectType.TOMBSTONE, commit))) {
            into.tombstone(commit);
        }
        return true;
    }

    @Override
    public boolean isLocal() {
        return true;
    }
}
