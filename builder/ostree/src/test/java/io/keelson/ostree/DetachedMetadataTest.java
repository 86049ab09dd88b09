package io.keelson.ostree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.variant.Variant;
import io.keelson.release.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedMetadataTest {
    @TempDir
    Path dir;

    @Test
    void theRealOneReadsWhatIsWrittenAndEmptyIsAnEmptyObject() throws Exception {
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE)) {
            Digest commit = commit(repo);
            assertThat(DetachedMetadata.read(repo, commit)).isEmpty();
            assertThat(DetachedMetadata.bytes(repo, commit)).isEmpty();
            Map<String, Variant> said = Map.of("note", Variant.of("kept"));
            DetachedMetadata.write(repo, commit, said);
            assertThat(DetachedMetadata.read(repo, commit)).isEqualTo(said);
            assertThat(Ostree.ostree("show", "--repo=" + repo.path(), "--print-detached-metadata-key=note", commit))
                    .isEqualTo("'kept'");
            DetachedMetadata.write(repo, commit, Map.of());
            assertThat(DetachedMetadata.bytes(repo, commit))
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
            assertThat(DetachedMetadata.read(repo, commit)).isEmpty();
        }
    }

    @Test
    void garbageIsNamed() throws Exception {
        try (Repository repo = Repository.init(dir.resolve("repo"), Mode.ARCHIVE)) {
            Digest commit = commit(repo);
            DetachedMetadata.write(repo, commit, "borkbork".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> DetachedMetadata.read(repo, commit))
                    .isInstanceOf(CorruptedObject.class)
                    .hasMessageContaining(commit + ".commitmeta");
        }
    }

    private Digest commit(Repository repo) throws Exception {
        Path tree = Files.createDirectories(dir.resolve("tree"));
        return new Committer(repo, CommitFilter.NONE)
                .commit(null, List.of(new TreeSource.Dir(tree)), CommitRequest.to("main", null, "s", 1))
                .commit();
    }
}
