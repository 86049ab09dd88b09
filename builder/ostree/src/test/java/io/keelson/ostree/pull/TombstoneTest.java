package io.keelson.ostree.pull;

import static io.keelson.ostree.Ostree.ostree;
import static io.keelson.ostree.Ostree.tryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.fetch.FetchSettings;
import io.keelson.ostree.remote.Remote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A history may end at a tombstone; where a server says that there are some, it may not end elsewhere.
class TombstoneTest {
    private static final PullScope WITH_PARENT = new PullScope(1, false, List.of());

    @TempDir
    Path dir;

    private Path source = Path.of("");
    private String parent = "";

    @BeforeEach
    void makeSource() throws Exception {
        source = dir.resolve("source");
        ostree("init", "--repo=" + source, "--mode=archive");
        Path tree = Files.createDirectory(dir.resolve("tree"));
        parent = ostree("commit", "--repo=" + source, "-b", "main", tree);
        Files.writeString(tree.resolve("file"), "new");
        ostree("commit", "--repo=" + source, "-b", "main", tree);
        ostree("prune", "--repo=" + source, "--delete-commit=" + parent);
    }

    private Path tombstone(Path repo) {
        return repo.resolve("objects")
                .resolve(parent.substring(0, 2))
                .resolve(parent.substring(2) + ".tombstone-commit");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerHasToHaveATombstone(boolean summary) throws Exception {
        if (summary) {
            ostree("summary", "--repo=" + source, "--update");
        }
        try (TestServer server = new TestServer(source);
                Repository repo = Repository.init(dir.resolve("here"), Mode.ARCHIVE)) {
            fetch(repo, server);
            assertThat(ostree("fsck", "--repo=" + repo.path())).contains("no errors found");
            Files.delete(tombstone(source));
            if (summary) {
                assertThatThrownBy(() -> fetch(repo, server))
                        .hasMessageContaining(parent.substring(2) + ".commit: Server returned HTTP 404");
            } else {
                fetch(repo, server);
            }
            Path theirs = dir.resolve("theirs");
            ostree("init", "--repo=" + theirs, "--mode=archive");
            ostree("remote", "add", "--repo=" + theirs, "--no-gpg-verify", "origin", server.url());
            assertThat(tryRun("ostree", "pull", "--repo=" + theirs, "--depth=1", "origin", "main")
                            .status())
                    .isEqualTo(summary ? 1 : 0);
        }
    }

    private static void fetch(Repository repo, TestServer server) throws IOException {
        FetchSettings fetch =
                new FetchSettings("test", List.of(), List.of(), 0, null, true, FetchSettings.Tls.DEFAULT, null);
        RemoteSettings settings = new RemoteSettings(false, false, DeltaUse.NEVER, false, null, List.of(), null, fetch);
        Remote remote = new Remote("origin", new LinkedHashMap<>(Map.of("url", server.url())));
        new RemotePull(repo, remote, settings, WITH_PARENT, PullRules.DEFAULT, PullVerifier.NONE)
                .run(List.of(new WantedRef("main", null)));
    }

    @Test
    void aTombstoneOnThisMachineIsTakenOver() throws Exception {
        try (Repository repo = Repository.init(dir.resolve("here"), Mode.ARCHIVE);
                Repository from = Repository.open(source)) {
            LocalPull pull = new LocalPull(repo, from, null, WITH_PARENT, PullRules.DEFAULT);
            pull.all(PullVerifier.NONE);
            assertThat(tombstone(repo.path())).hasSameBinaryContentAs(tombstone(source));
            assertThat(ostree("fsck", "--repo=" + repo.path())).contains("no errors found");
        }
    }
}
