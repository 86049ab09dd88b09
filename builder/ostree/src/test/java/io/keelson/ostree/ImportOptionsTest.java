package io.keelson.ostree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportOptionsTest {
    private static final CommitFilter OTHER_OWNER = new CommitFilter(7, 8, false, false, false, Map.of(), Set.of());

    @TempDir
    Path dir;

    @Test
    void hardLinksIntoTheRepositoryKeepTheOwnersThatUserModeHides() throws Exception {
        Path tree = Files.createDirectories(dir.resolve("tree"));
        Files.writeString(tree.resolve("file"), "x");
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.BARE_USER)) {
            Digest first =
                    commit(repo, OTHER_OWNER, tree, ImportOptions.DEFAULT).commit();
            Path out = dir.resolve("out");
            CheckoutOptions user = new CheckoutOptions(
                    true,
                    CheckoutOptions.Links.REQUIRED,
                    CheckoutOptions.Existing.REFUSED,
                    "/",
                    Set.of(),
                    false,
                    false,
                    false);
            Checkout.run(repo, first, out, user);
            Committer.Result known =
                    commit(repo, CommitFilter.NONE, out, new ImportOptions(false, ImportOptions.Links.KNOWN));
            assertThat(known.cacheHits()).isOne();
            assertThat(file(repo, known.commit())).isEqualTo(file(repo, first));
            CommitFilter third = new CommitFilter(9, 9, false, false, false, Map.of(), Set.of());
            Digest changed = commit(repo, third, out, new ImportOptions(false, ImportOptions.Links.KNOWN))
                    .commit();
            assertThat(file(repo, changed)).isNotEqualTo(file(repo, first));
            Digest canonical = commit(repo, third, out, new ImportOptions(false, ImportOptions.Links.CANONICAL))
                    .commit();
            assertThat(file(repo, canonical)).isEqualTo(file(repo, first));
        }
    }

    @Test
    void whatIsConsumedIsGoneAfterTheCommitAndNotWhenItFails() throws Exception {
        Path tree = Files.createDirectories(dir.resolve("tree/sub"));
        Path file = Files.writeString(tree.resolve("file"), "x");
        Path other = Files.createLink(dir.resolve("other"), file);
        Path root = dir.resolve("tree");
        ImportOptions consume = new ImportOptions(true, ImportOptions.Links.READ);
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.BARE)) {
            CommitFilter wrong = new CommitFilter(null, null, false, false, false, Map.of(), Set.of("/missing"));
            assertThatThrownBy(() -> commit(repo, wrong, root, consume)).hasMessageContaining("skip-list");
            assertThat(file).hasContent("x");
            Digest commit = commit(repo, CommitFilter.NONE, root, consume).commit();
            assertThat(root).doesNotExist();
            Path object = repo.place(new ObjectName(
                    ObjectType.FILE,
                    ((CommittedTree.File) new CommittedTree(repo, commit).find("/sub/file")).checksum()));
            assertThat(Files.isSameFile(object, other))
                    .as("the file became the object")
                    .isTrue();
        }
    }

    private static Digest file(Repository repo, Digest commit) throws IOException {
        return ((CommittedTree.File) new CommittedTree(repo, commit).find("/file")).checksum();
    }

    private static Committer.Result commit(Repository repo, CommitFilter filter, Path tree, ImportOptions options)
            throws IOException {
        Committer committer = new Committer(repo, filter);
        committer.setImportOptions(options);
        CommitRequest request = CommitRequest.to("main", null, "s", 1);
        return committer.commit(null, List.of(new TreeSource.Dir(tree)), request);
    }
}
