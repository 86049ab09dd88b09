package io.keelson.compose.layer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keelson.compose.tree.Contents;
import io.keelson.compose.tree.Entry;
import io.keelson.compose.tree.FileTree;
import io.keelson.compose.tree.Meta;
import io.keelson.compose.treefile.LoadOptions;
import io.keelson.compose.treefile.Treefile;
import io.keelson.ostree.Repository;
import io.keelson.release.Digest;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Layers are committed by the real ostree.
class LayersTest {
    @TempDir
    Path dir;

    private final Contents contents = new Contents();
    private final Map<Entry.File, Digest> announced = new HashMap<>();
    private Path repo = Path.of("");

    @BeforeEach
    void makeRepository() throws Exception {
        repo = dir.resolve("repo");
        shell("ostree --repo=$0 init --mode=archive");
    }

    private String shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-euc", script, repo.toString())
                .directory(dir.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script).isZero();
        return out.strip();
    }

    /// Commits what `script` makes in an empty directory.
    private String commit(String ref, String script) throws IOException, InterruptedException {
        return shell("mkdir root; (cd root; " + script + "); ostree --repo=$0 commit -b " + ref
                + " --owner-uid=0 --owner-gid=0 --no-xattrs --tree=dir=root; rm -rf root");
    }

    private Treefile treefile(String more) throws IOException {
        Path file = Files.writeString(dir.resolve("image.yaml"), "ref: test\nrepos: [host]\n" + more);
        return Treefile.load(file, LoadOptions.of("x86_64"));
    }

    private FileTree lay(FileTree tree, String more) throws IOException {
        try (Repository repository = Repository.open(repo)) {
            return Layers.find(treefile(more), repository)
                    .over(tree, repository, dir.resolve("cache"), contents, announced::put);
        }
    }

    private FileTree packages() {
        return FileTree.EMPTY
                .edit()
                .put("bin", Entry.Link.to("usr/bin"))
                .put("usr/bin/tool", contents.file(Meta.PROGRAM, "old\n"))
                .put("usr/share/doc", Entry.Dir.empty(Meta.DIRECTORY))
                .putDir("usr/share", Meta.root(0700))
                .build();
    }

    @Test
    void aLayerAddsFilesWithTheirModesThroughTheLinksOfTheTree() throws Exception {
        commit(
                "one",
                "mkdir -p bin usr/etc/x.d usr/share; echo a >bin/new; chmod 700 bin/new; echo b >usr/etc/x.d/b;"
                        + " ln -s new bin/link");
        FileTree tree = lay(packages(), "ostree-layers: [one]\n");
        Entry.File added = requireNonNull(tree.file("usr/bin/new"));
        assertThat(added).isEqualTo(contents.file(Meta.root(0700), "a\n"));
        assertThat(contents.text(tree, "etc/x.d/b")).isEqualTo("b\n");
        assertThat(tree.get("usr/bin/link")).isEqualTo(Entry.Link.to("new"));
        assertThat(tree.get("bin")).isEqualTo(Entry.Link.to("usr/bin"));
        assertThat(tree.has("usr/etc")).isFalse();
        assertThat(requireNonNull(tree.dir("usr/share")).meta()).isEqualTo(Meta.root(0700));
        assertThat(contents.path(added.content(), 0700)).isRegularFile();
        assertThat(requireNonNull(announced.get(added)).hex()).isEqualTo(object("one", "/bin/new"));
    }

    private String object(String ref, String path) throws Exception {
        return shell("ostree --repo=$0 ls -C " + ref + " " + path).split(" +", -1)[4];
    }

    @Test
    void allConflictsAreToldTogetherWithWhoMadeThem() throws Exception {
        commit("one", "mkdir -p usr/bin usr/share; echo new >usr/bin/tool; echo a >usr/share/doc; echo a >usr/share/a");
        commit("two", "mkdir -p usr/share/a");
        assertThatThrownBy(() -> lay(packages(), "ostree-layers: [one, two]\n"))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContainingAll(
                        "/usr/bin/tool: 'one' and the packages",
                        "/usr/share/doc: 'one' and the packages (a directory there)",
                        "/usr/share/a: 'two' and the layer 'one'");
    }

    @Test
    void theSameFileIsNoConflict() throws Exception {
        commit("one", "mkdir -p usr/bin; echo old >usr/bin/tool; chmod 755 usr/bin/tool");
        assertThat(lay(packages(), "ostree-layers: [one]\n")).isEqualTo(packages());
    }

    @Test
    void anOverridingLayerWinsOverFilesAndTheLastOneOverAll() throws Exception {
        commit("one", "mkdir -p usr/bin; echo one >usr/bin/tool; echo one >usr/bin/more");
        String two = commit("two", "mkdir -p usr/bin; ln -s more usr/bin/tool");
        FileTree tree = lay(packages(), "ostree-layers: []\nostree-override-layers: [one, " + two + "]\n");
        assertThat(tree.get("usr/bin/tool")).isEqualTo(Entry.Link.to("more"));
        assertThat(contents.text(tree, "usr/bin/more")).isEqualTo("one\n");
        commit("three", "mkdir -p usr/share; echo a >usr/share/doc");
        assertThatThrownBy(() -> lay(packages(), "ostree-override-layers: [three]\n"))
                .hasMessageContaining("/usr/share/doc: 'three' and the packages (a directory there)");
    }

    @Test
    void whatTheRepositoryDoesNotHaveIsNamedWithItsPlace() throws Exception {
        String absent = "0".repeat(64);
        assertThatThrownBy(() -> lay(
                        packages(), "ostree-layers: [nothing, '../x']\nostree-override-layers: ['" + absent + "']\n"))
                .isInstanceOfSatisfying(
                        KeelsonException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContainingAll(
                        "image.yaml:3:1: ostree-layers: ",
                        "'nothing'",
                        "'../x'",
                        "image.yaml:4:1: ostree-override-layers: ",
                        absent);
    }

    @Test
    void aDamagedFileOfTheCacheIsReplacedAndADamagedObjectIsTold() throws Exception {
        commit("one", "mkdir usr; echo good >usr/file");
        lay(packages(), "ostree-layers: [one]\n");
        Path cached = dir.resolve("cache").resolve(object("one", "/usr/file"));
        Files.writeString(cached, "evil\n");
        assertThat(contents.text(lay(packages(), "ostree-layers: [one]\n"), "usr/file"))
                .isEqualTo("good\n");
        Files.writeString(cached, "evil\n");
        shell("f=$(find repo/objects -name '*.filez'); s=$(stat -c %s $f);"
                + " truncate -s $((s - 3)) $f; printf '\\3\\0\\1' >>$f");
        assertThatThrownBy(() -> lay(packages(), "ostree-layers: [one]\n"))
                .hasMessageContaining("cannot read the layer 'one'");
    }
}
