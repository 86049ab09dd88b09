package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keelson.e2e.KeelsonProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The minimal image that we ship, composed with this machine's apt sources, here and in other places.
final class MinimalImage {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final Path TREEFILES = Path.of("..", "treefiles").toAbsolutePath().normalize();

    final Path dir;
    final Path repo;
    final Path cache;
    final Path lock;
    private final String treefile;

    MinimalImage(Path dir) {
        this(dir, "deb/minimal.yaml", dir.resolve("cache"));
    }

    private MinimalImage(Path dir, String treefile, Path cache) {
        this.dir = dir;
        this.treefile = treefile;
        this.repo = dir.resolve("repo");
        this.cache = cache;
        this.lock = dir.resolve("lock");
    }

    /// An image that we ship, from a cache that outlives this test: for those who are about something else.
    static MinimalImage cached(Path dir, String treefile) {
        return new MinimalImage(dir, treefile, Path.of("target", "image-cache").toAbsolutePath());
    }

    /// Composes the treefile where it is in the source tree.
    Outcome compose(String... more) throws IOException, InterruptedException {
        return compose(TREEFILES.resolve(treefile), more);
    }

    /// Composes a treefile that includes it.
    Outcome compose(Path treefile, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("compose", treefile.toString()));
        arguments.addAll(List.of("--repo", repo.toString(), "--cachedir", cache.toString()));
        arguments.addAll(List.of("--lockfile", lock.toString()));
        arguments.addAll(List.of(more));
        return keelson(arguments).run();
    }

    /// Copies treefile and lockfile to the new directory `place`, as a clone of a user with this umask would.
    Path copyTo(String place, String umask) throws IOException, InterruptedException {
        Path copy = dir.resolve(place);
        Shell.run(
                dir,
                "umask $1; mkdir $2; cp -r $3/deb $3/host $2; cp $4 $2/deb/keelson.lock",
                umask,
                copy,
                TREEFILES,
                lock);
        return copy;
    }

    /// Composes what [#copyTo] made, from that directory and with relative paths.
    KeelsonProcess at(Path place, Path cachedir) {
        List<String> arguments = List.of(
                "compose",
                "deb/minimal.yaml",
                "--repo",
                "repo",
                "--cachedir",
                cachedir.toString(),
                "--print-metadata-json");
        return keelson(arguments).through("env", "-C", place.toString());
    }

    /// A cache in `place` that has the downloads of this one and nothing else.
    Path coldCache(Path place) throws IOException, InterruptedException {
        Shell.run(place, "mkdir cache; cp -r $1/downloads cache", cache);
        return Path.of("cache");
    }

    private static KeelsonProcess keelson(List<String> arguments) {
        return KeelsonProcess.of(arguments).with("SOURCE_DATE_EPOCH", "1700000000");
    }

    /// What a command that must end well printed as JSON.
    static JsonNode json(Outcome outcome) throws IOException {
        assertThat(outcome.status()).as(outcome.err() + outcome.out()).isZero();
        return JSON.readTree(outcome.out());
    }

    /// The packages of the lockfile as `NAME VERSION ARCH`, sorted.
    List<String> locked() throws IOException {
        List<String> packages = new ArrayList<>();
        for (JsonNode locked : JSON.readTree(lock.toFile()).path("packages")) {
            packages.add(String.join(
                    " ",
                    locked.path("name").asText(),
                    locked.path("version").asText(),
                    locked.path("arch").asText()));
        }
        return packages.stream().sorted().toList();
    }

    String ostree(String command) throws IOException, InterruptedException {
        return Shell.run(dir, "ostree --repo=$1 " + command, repo);
    }
}
