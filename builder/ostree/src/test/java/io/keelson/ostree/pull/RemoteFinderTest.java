package io.keelson.ostree.pull;

import static io.keelson.ostree.Ostree.ostree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.ostree.CollectionRef;
import io.keelson.ostree.Mode;
import io.keelson.ostree.Repository;
import io.keelson.ostree.fetch.FetchSettings;
import io.keelson.ostree.remote.Remote;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteFinderTest {
    private static final String COLLECTION = "org.example.Os";
    private static final CollectionRef MAIN = new CollectionRef(COLLECTION, "main");
    private static final CollectionRef NONE = new CollectionRef(COLLECTION, "none");

    @TempDir
    Path dir;

    private final List<String> ignored = new ArrayList<>();

    @BeforeEach
    void makeTwoRemotes() throws Exception {
        Path tree = Files.createDirectory(dir.resolve("tree"));
        Files.writeString(tree.resolve("file"), "text");
        for (String name : List.of("first", "second")) {
            ostree("init", "--repo=" + dir.resolve(name), "--mode=archive", "--collection-id=" + COLLECTION);
        }
        commit("first", "2026-01-01 00:00:00 +0000");
        ostree("pull-local", "--repo=" + dir.resolve("second"), dir.resolve("first"));
        ostree("summary", "--repo=" + dir.resolve("second"), "-u");
    }

    private void commit(String name, String when) throws Exception {
        ostree("commit", "--repo=" + dir.resolve(name), "-b", "main", "--timestamp=" + when, dir.resolve("tree"));
        ostree("summary", "--repo=" + dir.resolve(name), "-u");
    }

    private Remote remote(String name) {
        return new Remote(
                name,
                new LinkedHashMap<>(Map.of("url", dir.resolve(name).toUri().toString(), "collection-id", COLLECTION)));
    }

    private List<RemoteFinder.Found> find(String... names) throws Exception {
        RemoteFinder.Ways ways = new RemoteFinder.Ways() {
            @Override
            public RemoteSettings settings(Remote remote) {
                FetchSettings fetch =
                        new FetchSettings("test", List.of(), List.of(), 0, null, true, FetchSettings.Tls.DEFAULT, null);
                return new RemoteSettings(false, false, DeltaUse.NEVER, false, null, List.of(), null, fetch);
            }

            @Override
            public PullVerifier verifier(Remote remote) {
                return PullVerifier.NONE;
            }
        };
        try (Repository repo = Repository.init(dir.resolve("here"), Mode.ARCHIVE)) {
            List<Remote> remotes = List.of(names).stream().map(this::remote).toList();
            return new RemoteFinder(repo, ways, ignored::add).find(remotes, List.of(MAIN, NONE));
        }
    }

    private static List<String> names(List<RemoteFinder.Found> found) {
        return found.stream().map(each -> each.remote().name()).toList();
    }

    @Test
    void allThatHaveTheNewestCommitAreFound() throws Exception {
        List<RemoteFinder.Found> found = find("first", "second");
        assertThat(names(found)).containsExactly("first", "second");
        Digest commit = Digest.parse(
                ostree("rev-parse", "--repo=" + dir.resolve("first"), "main").strip());
        assertThat(found.getFirst().refs())
                .containsEntry(MAIN, Optional.of(commit))
                .containsEntry(NONE, Optional.empty());
        assertThat(found.getFirst().lastModified()).isPositive();
    }

    @Test
    void thoseThatAreBehindAreNot() throws Exception {
        commit("second", "2026-02-01 00:00:00 +0000");
        assertThat(names(find("first", "second"))).containsExactly("second");
        commit("first", "2026-03-01 00:00:00 +0000");
        assertThat(names(find("first", "second"))).containsExactly("first");
    }

    @Test
    void oneThatCannotBeReachedIsPassedOver() throws Exception {
        assertThat(names(find("gone", "second"))).containsExactly("second");
        assertThat(ignored).singleElement().asString().contains("gone");
    }

    @Test
    void aMirrorTakesTheRefsOfTheCollection() throws Exception {
        try (Repository source = Repository.open(dir.resolve("first"));
                Repository stick = Repository.init(dir.resolve("stick"), Mode.ARCHIVE)) {
            LocalPull pull = new LocalPull(stick, source, null, PullScope.COMMIT, PullRules.DEFAULT);
            assertThatThrownBy(() -> pull.mirror(List.of(MAIN, NONE), null, PullVerifier.NONE))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("(org.example.Os, none)");
            pull.mirror(List.of(MAIN), null, PullVerifier.NONE);
            assertThat(stick.collectionRefs().list()).containsOnlyKeys(MAIN);
            assertThat(stick.refs().list()).isEmpty();
        }
        assertThat(ostree("fsck", "--repo=" + dir.resolve("stick"))).contains("no errors found");
    }
}
