package io.keelson.ostree.upkeep;

import static io.keelson.ostree.Ostree.ostree;
import static io.keelson.ostree.Ostree.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.Reachable;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What we keep is what the real command keeps, policy by policy.
class PruneTest {
    private static final int COMMITS = 5;

    @TempDir
    Path dir;

    private Path path = Path.of("");
    private int copies;

    @BeforeEach
    void fill() throws Exception {
        path = dir.resolve("repo");
        ostree("init", "--repo=" + path, "--mode=archive");
        Path tree = Files.createDirectories(dir.resolve("tree/sub"));
        for (int i = 0; i < COMMITS; i++) {
            for (String branch : new String[] {"stable", "dev"}) {
                Files.writeString(tree.resolve("file"), branch + i);
                commit("-b", branch, "--timestamp=@" + (1_000_000 * (i + 1)));
            }
        }
        Files.writeString(tree.resolve("file"), "nobody's");
        commit("--orphan");
    }

    private void commit(String... options) throws Exception {
        ostree(Stream.concat(
                        Stream.of("commit", "--repo=" + path, "--canonical-permissions", "--no-xattrs"),
                        Stream.concat(
                                Stream.of(options),
                                Stream.of(dir.resolve("tree").toString())))
                .toArray());
    }

    private Path copy() throws Exception {
        Path copy = dir.resolve("copy" + copies++);
        run("cp", "-a", path, copy);
        return copy;
    }

    private static SortedSet<String> objects(Path repo) throws IOException {
        try (Stream<Path> walk = Files.walk(repo.resolve("objects"))) {
            SortedSet<String> names = new TreeSet<>();
            walk.filter(Files::isRegularFile)
                    .forEach(file -> names.add(repo.relativize(file).toString()));
            return names;
        }
    }

    private void expectAgreement(Policy policy, boolean commitsOnly, String... options) throws Exception {
        Path theirs = copy();
        ostree(Stream.concat(Stream.of("prune", "--repo=" + theirs), Stream.of(options))
                .toArray());
        Path ours = copy();
        try (Repository repo = Repository.open(ours)) {
            Set<String> before = objects(ours);
            Prune.Result dry = new Prune(repo, true, commitsOnly).run(policy);
            assertThat(objects(ours)).isEqualTo(before);
            assertThat(new Prune(repo, false, commitsOnly).run(policy)).isEqualTo(dry);
            assertThat(before).hasSize(objects(ours).size() + (int) dry.removed());
        }
        assertThat(objects(ours)).isEqualTo(objects(theirs));
        assertThat(ostree("fsck", "--repo=" + ours)).contains("no errors found");
    }

    @Test
    void keepsEveryCommit() throws Exception {
        expectAgreement(new Policy.EveryCommit(Reachable.ALL), false);
    }

    @Test
    void keepsWhatRefsReach() throws Exception {
        for (int depth = -1; depth < COMMITS; depth++) {
            expectAgreement(new Policy.Refs(depth), false, "--refs-only", "--depth=" + depth);
        }
    }

    @Test
    void removesCommitsAlone() throws Exception {
        expectAgreement(new Policy.Refs(1), true, "--refs-only", "--depth=1", "--commit-only");
    }

    @Test
    void branchByBranch() throws Exception {
        OptionalLong ever = OptionalLong.empty();
        expectAgreement(
                new Policy.Branches(Map.of("stable", 2), Set.of(), ever, 0),
                false,
                "--retain-branch-depth=stable=2",
                "--depth=0");
        expectAgreement(new Policy.Branches(Map.of(), Set.of("dev"), ever, 1), false, "--only-branch=dev", "--depth=1");
        expectAgreement(
                new Policy.Branches(Map.of("stable", -1), Set.of(), OptionalLong.of(4_000_000), -1),
                false,
                "--retain-branch-depth=stable=-1",
                "--keep-younger-than=@4000000");
    }

    private void mirror() throws Exception {
        ostree("refs", "--repo=" + path, "--collections", "--create=org.example.Other:mirrored", "stable^^");
    }

    @Test
    void mirroredRefsAreRefs() throws Exception {
        mirror();
        expectAgreement(new Policy.Refs(0), false, "--refs-only", "--depth=0");
    }

    /// The real command would take it: it does not look at mirrored refs here.
    @Test
    void mirroredRefsKeepTheirCommit() throws Exception {
        mirror();
        try (Repository repo = Repository.open(path)) {
            Digest mirrored = repo.refs().resolve("stable^^");
            new Prune(repo, false, false).run(new Policy.Branches(Map.of(), Set.of(), OptionalLong.empty(), 0));
            assertThat(repo.readCommit(mirrored).timestamp()).isPositive();
        }
        assertThat(ostree("fsck", "--repo=" + path)).contains("no errors found");
    }

    @Test
    void oneCommitLeavesATombstone() throws Exception {
        String doomed = ostree("rev-parse", "--repo=" + path, "dev^^");
        Path theirs = copy();
        ostree("prune", "--repo=" + theirs, "--delete-commit=" + doomed);
        try (Repository repo = Repository.open(path)) {
            Digest tip = repo.refs().resolve("dev");
            assertThatThrownBy(() -> new Prune(repo, false, false).run(new Policy.EveryCommit(-1), tip))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessage("Commit '" + tip + "' is referenced by 'dev'");
            new Prune(repo, false, false).run(new Policy.EveryCommit(-1), Digest.parse(doomed));
        }
        assertThat(objects(path)).isEqualTo(objects(theirs)).anyMatch(name -> name.endsWith(".tombstone-commit"));
        assertThat(Files.readString(path.resolve("config"))).contains("tombstone-commits=true");
    }
}
