package io.keelson.compose.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoFilesTest {
    @TempDir
    Path directory;

    private Trees trees;

    @BeforeEach
    void trees() {
        trees = new Trees(directory)
                .file("all.repo", "[main]\nx=1\n[core]\nname=c\n[extra]\nenabled = 0\n")
                .file("debian.sources", "Types: deb\n")
                .file("old.list", "deb http://example.org/ stable main\n");
    }

    @Test
    void everyFormIsFound() {
        Treefile tree = trees.file("sub/own.sources", "")
                .file("sub/sub.yaml", "repos: [own, core]\n")
                .yaml("include: sub/sub.yaml\nrepos: [extra, debian.sources, old, host, host]\n");
        assertThat(tree.repos())
                .containsExactly(
                        new RepoRef.SourcesFile("own", directory.resolve("sub/own.sources"), RepoRef.Kind.DEB822),
                        new RepoRef.RpmRepo("core", directory.resolve("all.repo")),
                        new RepoRef.RpmRepo("extra", directory.resolve("all.repo")),
                        new RepoRef.SourcesFile(
                                "debian.sources", directory.resolve("debian.sources"), RepoRef.Kind.DEB822),
                        new RepoRef.SourcesFile("old", directory.resolve("old.list"), RepoRef.Kind.LIST),
                        new RepoRef.HostSources());
        assertThat(tree.files()).contains(directory.resolve("all.repo"), directory.resolve("old.list"));
    }

    @Test
    void withoutTheKeyAllThatAreEnabled() {
        assertThat(trees.yaml("").repos())
                .extracting(RepoRef::declared)
                .containsExactly("core", "debian.sources", "old.list");
    }

    @Test
    void aSectionCalledHostKeepsItsMeaning() {
        assertThat(trees.file("h.repo", "[host]\n").yaml("repos: [host]\n").repos())
                .containsExactly(new RepoRef.RpmRepo("host", directory.resolve("h.repo")));
    }

    @Test
    void missingOnesAreToldWithWhatIsThere() {
        assertThat(trees.yamlMistakes("repos: [cor, nowhere.sources, debian.source]\n"))
                .isEqualTo("""
                        image.yaml:1:9: no repository 'cor' beside the treefile; did you mean 'core'?
                        image.yaml:1:14: no repository 'nowhere.sources' beside the treefile; there are core, extra, debian.sources, old.list, and host
                        image.yaml:1:31: no repository 'debian.source' beside the treefile; did you mean 'debian.sources'?""");
        assertThat(trees.file("empty/t.yaml", "repos: [x]\n").mistakes("empty/t.yaml"))
                .contains("there is no .repo, .sources or .list file; add one, or write host");
    }

    @Test
    void aLaterPinTakesThePackage() {
        Treefile tree = trees.file(
                        "base.yaml", "repo-packages: [{repo: core, packages: [a b]}, {repo: extra, packages: [c]}]\n")
                .yaml("include: base.yaml\nrepo-packages: [{repo: new, packages: [b, c]}]\n");
        assertThat(tree.repoPackages())
                .extracting(p -> p.repo() + "="
                        + p.packages().stream().map(Requested::text).toList())
                .containsExactly("core=[a]", "new=[b, c]");
    }
}
