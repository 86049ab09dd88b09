package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.e2e.KeelsonProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A world, a treefile, a repository and a cache, and what must hold of them after a compose.
final class Scene {
    final Path dir;
    final World world;
    final Path repo;
    final Path cache;
    final Path treefile;

    Scene(Path dir) throws IOException, InterruptedException {
        this.dir = dir;
        this.world = new World(dir.resolve("world"));
        this.repo = dir.resolve("repo");
        this.cache = dir.resolve("cache");
        this.treefile = dir.resolve("image.yaml");
        Files.writeString(dir.resolve("world.sources"), world.sources());
    }

    /// Writes a treefile for a container image, so no kernel is needed, with these packages, each on a
    /// line of its own from line 6 on, and more text.
    Scene treefile(List<String> packages, String more) throws IOException {
        StringBuilder text = new StringBuilder("ref: test\nrepos: [world.sources]\nrecommends: false\n");
        text.append("container: true\npackages:\n");
        packages.forEach(name -> text.append("  - ").append(name).append('\n'));
        Files.writeString(treefile, text + more);
        return this;
    }

    Scene treefile(String... packages) throws IOException {
        return treefile(List.of(packages), "");
    }

    KeelsonProcess keelson(String... more) {
        List<String> arguments = new ArrayList<>(List.of("compose", treefile.toString()));
        arguments.addAll(List.of("--repo", repo.toString(), "--cachedir", cache.toString()));
        arguments.addAll(List.of(more));
        return KeelsonProcess.of(arguments);
    }

    Outcome compose(String... more) throws IOException, InterruptedException {
        return keelson(more).run();
    }

    /// Composes, which must fail and leave neither commit nor litter; tells the message.
    String failure(int status) throws IOException, InterruptedException {
        return failed(keelson().run(), status);
    }

    String failed(Outcome outcome, int status) throws IOException, InterruptedException {
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
        assertClean();
        assertThat(refs()).isEmpty();
        assertThat(objects()).isEmpty();
        return outcome.error();
    }

    /// Composes, which must work, and asks the real ostree about the result; tells the commit.
    String success() throws IOException, InterruptedException {
        Outcome outcome = compose();
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertClean();
        assertThat(refs()).isEqualTo("test");
        return ostree("rev-parse test");
    }

    /// Nothing half made is in the repository or the cache, and the real ostree finds no fault.
    void assertClean() throws IOException, InterruptedException {
        if (Files.exists(repo.resolve("config"))) {
            ostree("fsck");
            assertThat(below(repo.resolve("tmp"), 2).filter(path -> !path.endsWith("cache")))
                    .as("left in the repository")
                    .isEmpty();
        }
        assertThat(below(cache.resolve("tmp"), 1).filter(path -> !path.endsWith("lower")))
                .as("left of sandboxes")
                .isEmpty();
        assertThat(below(cache.resolve("packages"), 1)
                        .filter(path -> path.getFileName().toString().startsWith(".")))
                .as("half packages in the cache")
                .isEmpty();
    }

    String refs() throws IOException, InterruptedException {
        return Files.exists(repo.resolve("config")) ? ostree("refs") : "";
    }

    private List<Path> objects() throws IOException {
        return below(repo.resolve("objects"), 2).filter(Files::isRegularFile).toList();
    }

    String ostree(String command) throws IOException, InterruptedException {
        return Shell.run(dir, "ostree --repo=$1 " + command, repo);
    }

    private static Stream<Path> below(Path directory, int depth) throws IOException {
        if (!Files.exists(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> found = Files.walk(directory, depth)) {
            return found.filter(path -> !path.equals(directory)).toList().stream();
        }
    }
}
