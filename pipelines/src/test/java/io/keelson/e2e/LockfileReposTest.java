package io.keelson.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keelson.e2e.KeelsonProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pool that keeps what lockfiles name, while the repository itself moves on.
class LockfileReposTest {
    @TempDir
    Path dir;

    private Scene scene;

    @BeforeEach
    void lockThenMoveOn() throws Exception {
        scene = new Scene(dir);
        Deb first = new Deb("tool", "1").file("./usr/share/tool", "first\n");
        scene.world.add(first).publish();
        assertThat(scene.treefile("tool").compose("--lock-update", "--dry-run").status())
                .isZero();
        scene.world
                .add(new Deb("tool", "2").file("./usr/share/tool", "second\n"))
                .add(new Deb("other").file("./usr/share/other", "other\n"))
                .publish();
        World pool = new World(dir.resolve("pool"));
        pool.add(first).add(new Deb("extra")).publish();
        Files.writeString(dir.resolve("pool.sources"), pool.sources());
    }

    private Outcome compose(List<String> packages, String more, String... options) throws Exception {
        scene.treefile(packages, more);
        return scene.compose(options);
    }

    @Test
    void lockedFilesComeFromThePool() throws Exception {
        Outcome without = compose(List.of("tool"), "");
        assertThat(without.status()).isEqualTo(1);
        assertThat(without.error()).contains("tool 1");
        Outcome with = compose(List.of("tool"), "lockfile-repos: [pool.sources]\n");
        assertThat(with.status()).as(with.err()).isZero();
        assertThat(scene.ostree("cat test /usr/share/tool")).isEqualTo("first");
    }

    @Test
    void nothingElseComesFromThePool() throws Exception {
        String pool = "lockfile-repos: [pool.sources]\n";
        Outcome relaxed = compose(List.of("tool", "other"), pool, "--lock-relaxed");
        assertThat(relaxed.status()).as(relaxed.err()).isZero();
        assertThat(scene.ostree("cat test /usr/share/tool /usr/share/other")).isEqualTo("first\nother");
        Outcome extra = compose(List.of("tool", "extra"), pool, "--lock-relaxed", "--dry-run");
        assertThat(extra.status()).isEqualTo(2);
        assertThat(extra.error()).contains("extra", "for packages of the lockfile only");
        assertThat(compose(List.of("tool", "extra"), pool, "--no-lock", "--dry-run")
                        .error())
                .contains("no repository has 'extra'");
    }
}
