package io.keelson.ostree.sign;

import io.keelson.ostree.DetachedMetadata;
import io.keelson.ostree.ObjectName;
import io.keelson.ostree.ObjectType;
import io.keelson.ostree.Repository;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.util.Map;

/// A commit and its detached metadata.
public record SignedCommit(Repository repo, Digest commit) implements Signable {
    @Override
    public byte[] data() throws IOException {
        return repo.readMetadata(new ObjectName(ObjectType.COMMIT, commit));
    }

    @Override
    public Map<String, Variant> metadata() throws IOException {
        return DetachedMetadata.read(repo, commit);
    }

    @Override
    public void replace(Map<String, Variant> metadata) throws IOException {
        DetachedMetadata.write(repo, commit, metadata);
    }

    @Override
    public String what() {
        return "Commit";
    }
}
