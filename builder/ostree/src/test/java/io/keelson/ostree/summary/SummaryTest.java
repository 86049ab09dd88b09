package io.keelson.ostree.summary;

import static io.keelson.ostree.Ostree.ostree;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.Repository;
import io.keelson.ostree.Summary;
import io.keelson.ostree.TestTree;
import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private static final String MODIFIED = "ostree.summary.last-modified";

    @TempDir
    Path dir;

    private Path path = Path.of("");

    @BeforeEach
    void fill() throws Exception {
        path = dir.resolve("repo");
        ostree("init", "--repo=" + path, "--mode=archive", "--collection-id=org.example.Own");
        Path tree = TestTree.random(dir.resolve("tree"), 5);
        for (String branch : new String[] {"main", "os/next"}) {
            ostree(
                    "commit",
                    "--repo=" + path,
                    "--canonical-permissions",
                    "--no-xattrs",
                    "--add-metadata-string=version=1.2",
                    "-b",
                    branch,
                    tree);
        }
        ostree("refs", "--repo=" + path, "--collections", "--create=org.example.Other:mirror", "os/next");
        ostree("static-delta", "generate", "--repo=" + path, "--empty", "main");
        ostree("static-delta", "generate", "--repo=" + path, "--from=main", "--to=os/next");
    }

    private Summary read() throws Exception {
        return Summary.decode(Files.readAllBytes(path.resolve("summary")));
    }

    private static Map<String, Variant> timeless(Summary summary) {
        Map<String, Variant> metadata = new HashMap<>(summary.metadata());
        assertThat(requireNonNull(metadata.remove(MODIFIED)).asSwappedLong()).isPositive();
        assertThat(metadata.remove(Summary.COLLECTION_MAP)).isNotNull();
        // Deltas are in the order of upstream's hash table.
        assertThat(metadata.put("deltas", Variant.of(true))).isNull();
        Map<String, Variant> deltas =
                requireNonNull(metadata.remove(Summary.STATIC_DELTAS)).asDictionary();
        deltas.forEach((name, digest) -> metadata.put("delta " + name, digest));
        return metadata;
    }

    @Test
    void saysWhatTheRealOneSays() throws Exception {
        ostree("summary", "--repo=" + path, "-u", "-m", "key=uint32 7");
        Summary theirs = read();
        Map<String, byte[]> indexes = indexes();
        try (Repository repo = Repository.open(path)) {
            repo.updateSummary(Map.of("key", Variant.u32(7)));
        }
        Summary ours = read();
        assertThat(ours.refs()).isEqualTo(theirs.refs()).containsKeys("main", "os/next");
        assertThat(timeless(ours)).isEqualTo(timeless(theirs)).containsKey("key");
        assertThat(ours.collections()).isEqualTo(theirs.collections()).containsOnlyKeys("org.example.Other");
        assertThat(indexes).hasSize(2);
        assertThat(indexes()).containsExactlyInAnyOrderEntriesOf(indexes);
        assertThat(ostree("summary", "--repo=" + path, "--view"))
                .contains("* (org.example.Own, main)")
                .contains("* (org.example.Other, mirror)")
                .contains("key: 7");
    }

    private Map<String, byte[]> indexes() throws Exception {
        Map<String, byte[]> all = new HashMap<>();
        try (var walk = Files.walk(path.resolve("delta-indexes"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), Files.readAllBytes(file));
            }
        }
        return all;
    }

    @Test
    void metadataIsACommitWithBindings() throws Exception {
        try (Repository repo = Repository.open(path)) {
            Digest first =
                    MetadataCommit.write(repo, Map.of("a", Variant.of("b"))).orElseThrow();
            Digest second = MetadataCommit.write(repo, Map.of()).orElseThrow();
            assertThat(repo.readCommit(second).parent()).isEqualTo(first);
            assertThat(repo.collectionRefs().find(new CollectionRef("org.example.Own", MetadataCommit.REF)))
                    .contains(second);
        }
        ostree("refs", "--repo=" + path, "--collections", "--delete", "org.example.Other");
        assertThat(ostree("fsck", "--repo=" + path, "--verify-bindings")).contains("no errors found");
    }

    @Test
    void aChangedRefChangesTheSummaryWhereThatIsWanted() throws Exception {
        ostree("summary", "--repo=" + path, "-u");
        Files.writeString(path.resolve("summary.sig"), "of the old one");
        try (Repository repo = Repository.open(path)) {
            repo.refs().set("new", repo.refs().resolve("main"));
            assertThat(read().refs()).doesNotContainKey("new");
            repo.configure("core", "auto-update-summary", "true");
            repo.refs().set("newer", repo.refs().resolve("main"));
        }
        assertThat(read().refs()).containsKeys("new", "newer");
        assertThat(path.resolve("summary.sig")).doesNotExist();
        assertThat(Files.readString(path.resolve("config"))).contains("auto-update-summary=true");
    }
}
