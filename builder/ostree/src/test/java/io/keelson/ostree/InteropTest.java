package io.keelson.ostree;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same work done by us and by the real ostree must give the same bytes.
class InteropTest {
    private static final String[] ABOUT = {
        "-b", "main", "-s", "subject", "-m", "body", "--timestamp=@1234567", "--add-metadata-string=version=42"
    };

    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"ARCHIVE", "BARE", "BARE_USER", "BARE_USER_ONLY"})
    void sameCommitAndSameCheckoutInEveryMode(Mode mode) throws Exception {
        Path tree = TestTree.random(dir.resolve("tree"), mode.text().length());
        Path theirs = init("theirs", mode);
        String expected = theirCommit(theirs, "--tree=dir=" + tree);
        try (Repository repo = Repository.init(dir.resolve("ours"), mode)) {
            Digest ours = commit(repo, CommitFilter.NONE, new TreeSource.Dir(tree));
            assertThat(ours.hex()).isEqualTo(expected);
            assertThat(ostree("fsck", "--verify-bindings", "--repo=" + repo.path()))
                    .contains("no errors found");
            compareCheckouts(repo, theirs, ours);
        }
        try (Repository repo = Repository.open(theirs)) {
            assertThat(new Fsck(repo, new Fsck.Options(false, false, true, false, false), new Messages()).run())
                    .isOne();
        }
    }

    private void compareCheckouts(Repository ours, Path theirs, Digest commit) throws Exception {
        Path expected = dir.resolve("expected");
        Path actual = dir.resolve("actual");
        ostree("checkout", "--repo=" + theirs, "-U", "main", expected);
        Checkout.run(ours, commit, actual, userMode());
        assertThat(TestTree.manifest(actual)).isEqualTo(TestTree.manifest(expected));
        Path full = dir.resolve("full");
        ostree("checkout", "--repo=" + theirs, "main", full);
        Path ourFull = dir.resolve("our-full");
        Checkout.run(ours, commit, ourFull, CheckoutOptions.DEFAULT);
        assertThat(TestTree.manifest(ourFull)).isEqualTo(TestTree.manifest(full));
    }

    private static CheckoutOptions userMode() {
        return new CheckoutOptions(
                true,
                CheckoutOptions.Links.ALLOWED,
                CheckoutOptions.Existing.REFUSED,
                "/",
                Set.of(),
                false,
                false,
                false);
    }

    @Test
    void sameCommitOfFilteredLayers() throws Exception {
        Path one = TestTree.random(dir.resolve("one"), 1);
        Path two = Files.createDirectories(dir.resolve("two"));
        Files.writeString(Files.createDirectories(two.resolve("sub")).resolve("file-1"), "replaced");
        Files.writeString(two.resolve("new"), "new");
        Path modes = Files.writeString(dir.resolve("modes"), "2048 /setuid\n=256 /sub/file-1\n");
        Path skip = Files.writeString(dir.resolve("skip"), "/B\n/new\n");
        Path theirs = init("theirs", Mode.ARCHIVE);
        String base = theirCommit(theirs, "--tree=dir=" + one);
        String expected = theirCommit(
                theirs,
                "--tree=ref=" + base,
                "--tree=dir=" + two,
                "--parent=none",
                "--owner-uid=7",
                "--owner-gid=8",
                "--no-xattrs",
                "--statoverride=" + modes,
                "--skip-list=" + skip);
        Map<String, CommitFilter.ModeChange> changes = Map.of(
                "/setuid", new CommitFilter.ModeChange(false, 2048),
                "/sub/file-1", new CommitFilter.ModeChange(true, 256));
        CommitFilter filter = new CommitFilter(7, 8, true, false, false, changes, Set.of("/B", "/new"));
        try (Repository repo = Repository.open(theirs)) {
            TreeSource committed = new TreeSource.Committed(Digest.parse(base));
            assertThat(commit(repo, filter, committed, new TreeSource.Dir(two)).hex())
                    .isEqualTo(expected);
        }
    }

    @Test
    void canonicalPermissionsAreThoseOfUpstream() throws Exception {
        Path tree = TestTree.random(dir.resolve("tree"), 3);
        Path theirs = init("theirs", Mode.ARCHIVE);
        String expected = theirCommit(theirs, "--tree=dir=" + tree, "--canonical-permissions");
        CommitFilter canonical = new CommitFilter(null, null, false, true, false, Map.of(), Set.of());
        try (Repository repo = Repository.init(dir.resolve("ours"), Mode.ARCHIVE)) {
            assertThat(commit(repo, canonical, new TreeSource.Dir(tree)).hex()).isEqualTo(expected);
        }
    }

    @Test
    void sameCommitOfATarArchive() throws Exception {
        Path tree = TestTree.random(dir.resolve("tree"), 4);
        Files.createLink(tree.resolve("sub/hard"), tree.resolve("B/file-1"));
        Path tar = dir.resolve("tree.tar.gz");
        Ostree.run("tar", "-C", tree, "-czf", tar, ".");
        Path theirs = init("theirs", Mode.ARCHIVE);
        String expected = theirCommit(theirs, "--tree=tar=" + tar);
        try (Repository repo = Repository.init(dir.resolve("ours"), Mode.ARCHIVE)) {
            TreeSource source = new TreeSource.Tar(tar, false);
            assertThat(commit(repo, CommitFilter.NONE, source).hex()).isEqualTo(expected);
        }
    }

    @Test
    void filesTooLargeForTheNativeLibraryAreStreamed() throws Exception {
        Path tree = Files.createDirectories(dir.resolve("tree"));
        try (RandomAccessFile file = new RandomAccessFile(tree.resolve("large").toFile(), "rw")) {
            file.setLength((64 << 20) + 1);
            file.writeBytes("beginning");
        }
        try (Repository repo = Repository.init(dir.resolve("ours"), Mode.ARCHIVE)) {
            Digest commit = commit(repo, CommitFilter.NONE, new TreeSource.Dir(tree));
            assertThat(ostree("fsck", "--repo=" + repo.path())).contains("no errors found");
            Checkout.run(repo, commit, dir.resolve("out"), userMode());
        }
        assertThat(Files.mismatch(tree.resolve("large"), dir.resolve("out/large")))
                .isEqualTo(-1);
    }

    private Path init(String name, Mode mode) throws Exception {
        Path path = dir.resolve(name);
        ostree("init", "--repo=" + path, "--mode=" + mode.text());
        return path;
    }

    private static String theirCommit(Path repo, String... arguments) throws Exception {
        List<Object> command = new ArrayList<>(List.of("commit", "--fsync=false", "--repo=" + repo));
        command.addAll(List.of(ABOUT));
        command.addAll(List.of(arguments));
        return ostree(command.toArray());
    }

    private static Digest commit(Repository repo, CommitFilter filter, TreeSource... sources) throws IOException {
        @Nullable Digest parent = null;
        CommitRequest request = new CommitRequest(
                "main",
                parent,
                "subject",
                "body",
                Map.of("version", Variant.of("42")),
                List.of(),
                false,
                1234567,
                false);
        return new Committer(repo, filter)
                .commit(null, List.of(sources), request)
                .commit();
    }
}
