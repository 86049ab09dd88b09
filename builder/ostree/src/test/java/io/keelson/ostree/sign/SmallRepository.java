package io.keelson.ostree.sign;

import io.keelson.ostree.CommitFilter;
import io.keelson.ostree.CommitRequest;
import io.keelson.ostree.Committer;
import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.TreeSource;
import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A repository with one commit.
record SmallRepository(Repository repo, Digest commit) implements AutoCloseable {
    static SmallRepository in(Path directory) throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        Files.writeString(tree.resolve("file"), "content");
        Repository repo = Repository.init(directory.resolve("repo"), Mode.ARCHIVE);
        Digest commit = new Committer(repo, CommitFilter.NONE)
                .commit(null, List.of(new TreeSource.Dir(tree)), CommitRequest.to("main", null, "s", 1))
                .commit();
        return new SmallRepository(repo, commit);
    }

    SignedCommit signed() {
        return new SignedCommit(repo, commit);
    }

    Signer signer() {
        return new Signer(signed());
    }

    @Override
    public void close() throws IOException {
        repo.close();
    }
}
